#pragma once

#include <cstddef>
#include <span>

namespace vitrine::analysis {

/// What one pass over neighbouring keys of one row adds up.
struct RowSums {
    double mass = 0;       ///< Σ A
    double weightedLog = 0; ///< Σ A ln A, at most 0
    double distance = 0;   ///< Σ A · |query − key|
    float largest = 0;     ///< max A
};

/// Adds the keys [begin, end) of one row. `scores` (nats, before softmax) and `logSumExp` give
/// ln A = score − logSumExp without a logarithm; where A is 0 a score may be −∞. With empty
/// `scores` the logarithm is taken. Sums run in float lanes of at most 256 terms, then in double.
void addKeys(RowSums& sums, std::span<const float> weights, std::span<const float> scores,
             float logSumExp, std::size_t query, std::size_t begin, std::size_t end);

} // namespace vitrine::analysis
