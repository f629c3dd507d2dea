#include "app/decoder/confine.h"
#include "app/decoder/server.h"
#include "core/media/codec/quiet.h"

#include <sys/socket.h>

#include <unistd.h>

#include <cstdio>

namespace {

/// Where the starting program puts the socket.
constexpr int kSocket = 3;

bool isSocket(int descriptor) {
    int kind = 0;
    socklen_t length = sizeof kind;
    return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &kind, &length) == 0 &&
           kind == SOCK_SEQPACKET;
}

} // namespace

int main() {
    if (!isSocket(kSocket)) {
        std::fputs("vitrine-decode opens pictures and clips for the other Vitrine programs, which "
                   "start it themselves.\n",
                   stderr);
        return 2;
    }
    ::close_range(kSocket + 1, ~0U, 0); // whatever the parent forgot to close
    vitrine::media::quietLibraries();
    (void)vitrine::app::confine();
    vitrine::app::Server(kSocket).run();
    return 0;
}
