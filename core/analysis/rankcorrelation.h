#pragma once

#include <span>

namespace vitrine::analysis {

/// Spearman's ρ: the correlation of the ranks, −1 … 1; equal values share the mean of their ranks.
/// NaN for fewer than two pairs, or where one side is all equal. Unequal lengths throw
/// std::invalid_argument.
[[nodiscard]] double spearman(std::span<const float> a, std::span<const float> b);

} // namespace vitrine::analysis
