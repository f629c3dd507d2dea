#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace vitrine::analysis {

/// A mean with its 95 % band.
struct Band {
    double value = 0; ///< NaN without values
    double low = 0;
    double high = 0;
    std::size_t count = 0;
};

/// The mean of the values and its 95 % percentile bootstrap interval (Efron 1979): `resamples` means
/// of as many values drawn with replacement. The same seed gives the same band.
[[nodiscard]] Band bootstrapMean(std::span<const double> values, std::size_t resamples,
                                 std::uint64_t seed);

/// The exact two-sided McNemar test for paired right and wrong answers: the probability of a split
/// at least as uneven as `onlyFirst` against `onlySecond` if both were as likely.
[[nodiscard]] double mcnemarExact(std::size_t onlyFirst, std::size_t onlySecond);

} // namespace vitrine::analysis
