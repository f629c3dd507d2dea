#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/explain/gradient/attentiongradient.h"
#include "core/neural/explain/question.h"

#include <span>
#include <vector>

namespace vitrine::neural {

/// A site of a tower with the blocks that it is made of, or null.
struct TowerSite {
    const SiteGradient* gradient = nullptr;
    const TokenBlocks* blocks = nullptr;
};

/// Gradient-weighted relevance (Chefer, Gur, Wolf: 2103.15679) of one sequence in row form: r =
/// start, then from the last site down r ← r + r Ā. `start` [T] over the axis; no map is stored.
[[nodiscard]] at::Tensor relevanceRow(std::span<const TowerSite> sites, HeadFold fold,
                                      const at::Tensor& start);

/// The method "relevance": of every tower the row of the positions that y is read from. Where a
/// tower looks at another, both kinds of tokens are followed together (core/analysis/relevance.h).
[[nodiscard]] Outcome<engine::Finding> relevanceOf(const Question& question);

} // namespace vitrine::neural
