#include "core/media/decoder/protocol.h"

#include "core/base/posix.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cstring>

namespace vitrine::media {

namespace {

constexpr std::size_t kMostMessage = sizeof(Request) + kMostFramesAtOnce * sizeof(std::int64_t);

/// Room for one descriptor beside a message.
union Control {
    std::array<char, CMSG_SPACE(sizeof(int))> room;
    cmsghdr aligned;
};

iovec vectorOf(std::span<const std::byte> bytes) {
    return {const_cast<std::byte*>(bytes.data()), bytes.size()};
}

} // namespace

bool sendMessage(int socket, std::span<const std::byte> head, std::span<const std::byte> tail,
                 int descriptor) {
    std::array<iovec, 2> parts{vectorOf(head), vectorOf(tail)};
    Control control{};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    if (descriptor >= 0) {
        message.msg_control = control.room.data();
        message.msg_controllen = control.room.size();
        cmsghdr* const header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(header), &descriptor, sizeof(int));
    }
    return retryInterrupted([&] { return ::sendmsg(socket, &message, MSG_NOSIGNAL); }) >= 0;
}

Message receiveMessage(int socket) {
    Message result;
    result.bytes.resize(kMostMessage);
    iovec part{result.bytes.data(), result.bytes.size()};
    Control control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.room.data();
    message.msg_controllen = control.room.size();
    const auto got =
        retryInterrupted([&] { return ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC); });
    result.ended = got <= 0;
    result.bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    const cmsghdr* const header = CMSG_FIRSTHDR(&message);
    if (got > 0 && header != nullptr && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(sizeof(int))) {
        std::memcpy(&result.descriptor, CMSG_DATA(header), sizeof(int));
    }
    return result;
}

} // namespace vitrine::media
