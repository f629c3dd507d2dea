#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/model.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace vitrine::study {

struct FaithfulnessOptions {
    int axis = 0;         ///< whose tokens the explanation orders
    std::string baseline; ///< what stands for a token that is gone; empty = the model's first
    int steps = 20;       ///< parts of the whole; fewer where there are fewer tokens
    int randomOrders = 16;
    std::uint64_t seed = 0;
};

/// What is left when an explanation's first tokens are taken away, as a share of all of them.
struct ShareChange {
    double share = 0;
    double comprehensiveness = 0; ///< value(all) − value(without them)
    double sufficiency = 0;       ///< value(all) − value(them alone)
};

/// Whether an explanation is true (DeYoung et al.: 1911.03429; attention.md, section 6). Values are
/// the target's probability, or its score where it has none.
struct Faithfulness {
    std::string baseline;
    bool ofProbability = true;
    std::vector<double> shares;     ///< 0 … 1, one for each point of the curves
    std::vector<double> deletion;   ///< most relevant taken away first: should fall at once
    std::vector<double> insertion;  ///< most relevant put back first: should rise at once
    std::vector<double> negative;   ///< least relevant taken away first: should stay up
    std::vector<double> randomLow;  ///< of deletion in random orders: the smallest
    std::vector<double> randomMean; ///< mean
    std::vector<double> randomHigh; ///< and largest value
    double deletionArea = 0;        ///< by trapezoid over the share, ÷ value(all)
    double insertionArea = 0;
    double negativeArea = 0;
    double randomArea = 0;      ///< mean of the random orders
    double randomDeviation = 0; ///< their standard deviation
    /// (randomArea − deletionArea) / randomDeviation: above 0 the explanation finds what counts
    /// better than chance; NaN where the random orders do not differ.
    double gain = 0;
    std::vector<ShareChange> changes; ///< at 1, 5, 10, 20 and 50 %
};

/// Measures an explanation: `scores` is one number for each token of the axis, the larger the more
/// relevant. Special tokens stay; equal scores are put in a random order. Another number of scores
/// than tokens throws std::invalid_argument.
[[nodiscard]] Outcome<Faithfulness>
faithfulnessOf(engine::Model& model, const engine::Trace& trace, const engine::Target& target,
               std::span<const float> scores, const FaithfulnessOptions& options, const Tick& tick);

} // namespace vitrine::study
