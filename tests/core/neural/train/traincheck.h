#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::tests {

// Training in plain numbers: traincheck.cpp speaks torch, the tests speak Qt.

/// p, m and v after the three updates of training.md section 10, in double.
struct AdamWAnswer {
    std::array<double, 2> parameter{};
    std::array<double, 2> first{};
    std::array<double, 2> second{};
};

[[nodiscard]] AdamWAnswer adamWKnownAnswer();

/// Largest difference after 200 random updates between the fused kernel and the formula written out
/// as a loop in double.
[[nodiscard]] double adamWAgainstFormula(std::uint64_t seed);

/// Largest relative difference of the gradients when a batch of 12 is split at random.
[[nodiscard]] double accumulationDifference(std::uint64_t seed);

/// Losses of `steps` updates on one batch of a tiny model of a family that classifies.
[[nodiscard]] std::vector<double> overfitOneBatch(const std::string& family, int steps);

/// How well a tiny encoder–decoder knows one batch of texts after so many updates on it: the loss
/// of a token, the share of tokens and of whole texts that are met.
struct TranslationLearnt {
    double first = 0; ///< loss of the first update
    double loss = 0;
    double accuracy = 0;
    double exactMatch = 0;
};

[[nodiscard]] TranslationLearnt translateOneBatch(const std::string& family, int steps);

/// What TranslationExamples makes of two texts of different lengths: decoder ids and labels, row by
/// row.
struct ShiftedTexts {
    std::vector<std::int64_t> decoderIds;
    std::vector<std::int64_t> decoderMask;
    std::vector<std::int64_t> labels;
    std::int64_t counted = 0; ///< labels that are no padding
};

[[nodiscard]] ShiftedTexts shiftedTexts();

/// Loss of our function and of the formula of section 9, for random logits and a smoothing.
[[nodiscard]] std::pair<double, double> smoothedLoss(double smoothing);

/// Gradient norm before clipping, and after it, for a limit.
[[nodiscard]] std::pair<double, double> clippedNorm(double limit);

/// Whether an update with a NaN in its pixels left every weight as it was, and said so.
[[nodiscard]] bool nanLeavesWeights();

/// Whether random parameters depend on name and seed alone, and a checkpoint's are taken over.
[[nodiscard]] bool freshParametersByName();

} // namespace vitrine::tests
