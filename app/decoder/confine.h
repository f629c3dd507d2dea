#pragma once

namespace vitrine::app {

/// What the process may still do.
struct Confinement {
    bool filtered = false; ///< system calls are on a list
    bool noNewRights = false;
};

/// Gives up, for good, all that decoding does not need: memory beyond 2 GiB, writing files, more than
/// 32 descriptors, new privileges, and, where the kernel filters system calls, opening files, the
/// network, other programs and other processes. Called before the first byte from outside is read,
/// with one thread running.
[[nodiscard]] Confinement confine();

} // namespace vitrine::app
