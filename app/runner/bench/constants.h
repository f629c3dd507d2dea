#pragma once

namespace vitrine::app {

/// What this machine can do at most, measured at the start of a run.
struct MachineConstants {
    double productGflops = 0; ///< fp32 multiply-add out of registers, all threads together
    double copyGbs = 0;       ///< read + write of a copy far larger than the caches
};

/// Takes about half a second.
[[nodiscard]] MachineConstants measureConstants(int threads);

} // namespace vitrine::app
