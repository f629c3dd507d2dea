#pragma once

#include <cstdint>
#include <string>

namespace vitrine::tests {

/// Integrated gradients of a random model between a random input and another one.
struct PathFacts {
    double linearGap = 1;  ///< of a model whose score is linear in its input, with one step
    double coarseGap = 0;  ///< completeness gap with 2 steps
    double fineGap = 1;    ///< with `steps`
    double equalInput = 1; ///< largest score where the baseline is the input itself
    double entrance = 1; ///< |Σ| of the scores against the same path over the raw pixels or words
};

[[nodiscard]] PathFacts pathFacts(const std::string& kind, std::uint64_t seed, std::int64_t steps);

/// Largest difference of the gradient of one mixed state to a finite difference, relative, in
/// double.
[[nodiscard]] double pathGradientGap(const std::string& kind, std::uint64_t seed);

/// Largest difference of scores of mixtures (all of the Sample, all of the baseline, some tokens
/// replaced) to those of inputs that are so in their ids or pixels.
[[nodiscard]] double mixtureGap(const std::string& kind, std::uint64_t seed);

} // namespace vitrine::tests
