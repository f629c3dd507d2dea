#include "app/decoder/confine.h"

#include "app/decoder/callfilter.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace vitrine::app {

namespace {

constexpr rlim_t kAddressSpace = rlim_t{2} << 30;
constexpr rlim_t kProcessorSeconds = 600;
constexpr rlim_t kDescriptors = 32;

void limit(int what, rlim_t most) {
    // A lower limit that somebody else has set stays.
    rlimit now{};
    if (::getrlimit(static_cast<__rlimit_resource_t>(what), &now) != 0) {
        return;
    }
    now.rlim_max = now.rlim_max < most ? now.rlim_max : most;
    now.rlim_cur = now.rlim_max;
    (void)::setrlimit(static_cast<__rlimit_resource_t>(what), &now);
}

} // namespace

Confinement confine() {
#if !defined(__SANITIZE_ADDRESS__) // reserves terabytes of addresses
    limit(RLIMIT_AS, kAddressSpace);
#endif
    limit(RLIMIT_CPU, kProcessorSeconds);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, kDescriptors);
    limit(RLIMIT_CORE, 0);
    Confinement result;
    result.noNewRights = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    result.filtered = result.noNewRights && filterSystemCalls();
    return result;
}

} // namespace vitrine::app
