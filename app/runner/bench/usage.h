#pragma once

#include <cstddef>
#include <cstdint>

namespace vitrine::app {

/// What this process has used so far.
struct Usage {
    double userSeconds = 0;
    double systemSeconds = 0;
    std::int64_t faults = 0; ///< minor page faults

    Usage& operator+=(const Usage& other);
    [[nodiscard]] Usage operator-(const Usage& earlier) const;

    /// System time ÷ all processor time; 0 where none was used.
    [[nodiscard]] double systemShare() const;
};

[[nodiscard]] Usage usageNow();

/// Starts the peak of resident memory anew, where the kernel allows it.
void resetPeakMemory();

/// The peak of resident memory since then, in bytes.
[[nodiscard]] std::size_t peakMemory();

} // namespace vitrine::app
