#pragma once

namespace vitrine::app {

/// From now on every system call that is not on our list fails with EPERM, in all threads to come.
/// Not on the list: opening files, sockets, other programs, signals to others. False where the
/// kernel or the processor offers no such filter. Needs "no new privileges".
[[nodiscard]] bool filterSystemCalls();

} // namespace vitrine::app
