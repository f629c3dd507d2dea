#pragma once

#include <cstdint>
#include <span>

namespace vitrine::app {

/// The middle value; of an even count the mean of the two. 0 for none.
[[nodiscard]] double medianOf(std::span<const double> values);

/// A ratio with its 95 % interval.
struct RatioInterval {
    double ratio = 0;
    double low = 0;
    double high = 0;
};

/// Median over pairs of numerator ÷ denominator, with the percentile bootstrap interval of that
/// median (Efron 1979) from 10,000 resamples of the pairs. The same seed gives the same interval.
/// Both spans have one entry a pair; all denominators are above 0.
[[nodiscard]] RatioInterval medianRatio(std::span<const double> numerators,
                                        std::span<const double> denominators,
                                        std::uint64_t seed = 1);

} // namespace vitrine::app
