#pragma once

#include <cstdint>
#include <span>

namespace vitrine::analysis {

/// How well predicted classes agree with the true ones.
struct ClassificationScore {
    double accuracy = 0; ///< 0…1
    double macroF1 = 0;  ///< mean of F1 over the classes that occur or are predicted, 0…1
    std::int64_t count = 0;
};

/// Both spans hold class numbers in [0, classes). F1 of a class = 2·TP / (2·TP + FP + FN), as
/// scikit-learn's f1_score(average="macro") has it. Throws std::invalid_argument where the spans
/// differ in length or a number is out of range; all zeros for empty spans.
[[nodiscard]] ClassificationScore classificationScore(std::span<const std::int64_t> predicted,
                                                      std::span<const std::int64_t> truth,
                                                      std::int64_t classes);

} // namespace vitrine::analysis
