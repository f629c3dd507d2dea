#pragma once

#include "core/base/grid.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"

#include <memory>
#include <numbers>
#include <span>

namespace vitrine::analysis {

/// Jensen–Shannon divergence ½ KL(P‖M) + ½ KL(Q‖M), M = (P + Q) ÷ 2, in nats: 0 for equal rows,
/// ln 2 for rows without a common key. Both must be of one length and sum to 1.
[[nodiscard]] double jensenShannon(std::span<const float> p, std::span<const float> q);

/// The mean over the rows of two maps of one shape. Rows that are zero in either map (no visible
/// key) are left out; NaN when none is left.
[[nodiscard]] double jensenShannon(const Grid& p, const Grid& q);

/// Kullback–Leibler divergence Σ p ln(p ÷ q) in nats; infinite where q lacks what p has. Both must be
/// of one length and sum to 1.
[[nodiscard]] double kullbackLeibler(std::span<const double> p, std::span<const double> q);

/// Nats as a share of the largest possible divergence, which is the same number in bits.
[[nodiscard]] constexpr double relativeToLargest(double nats) {
    return nats / std::numbers::ln2;
}

/// The divergence of every head from every other: [heads × heads], symmetric, 0 on the diagonal, in
/// nats. Progress counts pairs.
[[nodiscard]] Outcome<Grid> headDivergences(std::span<const std::shared_ptr<const Grid>> heads,
                                            const Tick& tick = {});

} // namespace vitrine::analysis
