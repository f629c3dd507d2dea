#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace vitrine::run {

/// What retention knows of a checkpoint.
struct KeptStep {
    std::int64_t step = 0;
    std::optional<double> metric; ///< of the evaluation at that step, if there was one
    bool byHand = false;          ///< asked for by a person: never deleted
};

struct RetentionRule {
    std::int64_t keepLast = 3;
    std::int64_t keepBest = 2;
    bool largerIsBetter = false;
};

/// The steps that may go: neither among the last k, nor the best k (the earlier of equals; NaN is
/// never best), nor kept by hand. Ascending.
[[nodiscard]] std::vector<std::int64_t> disposableSteps(std::span<const KeptStep> steps,
                                                        const RetentionRule& rule);

} // namespace vitrine::run
