#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/explain/question.h"

namespace vitrine::neural {

/// The method "gradient-attention": mean_h (∂y/∂A_h ⊙ A_h)^+ of one site, and beside it the signed
/// mean. Scores are the row of the query asked for, or of the places that y is read from.
[[nodiscard]] Outcome<engine::Finding> gradientAttentionOf(const Question& question);

/// The method "grad-cam" on attention: (Σ_h α_h A_h)^+, α_h = mean ∂y/∂A_h (Selvaraju et al.:
/// 1610.02391).
[[nodiscard]] Outcome<engine::Finding> gradCamOf(const Question& question);

} // namespace vitrine::neural
