#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/explain/gradient/gradientpass.h"
#include "core/neural/explain/question.h"

#include <ATen/core/Tensor.h>

#include <cstddef>

namespace vitrine::neural {

/// |Σ_i ⟨O_h,i, ∂y/∂O_h,i⟩| of each head [H] (Michel et al.: 1905.10650, on y instead of a loss).
[[nodiscard]] at::Tensor headImportance(const SiteGradient& site);

/// y with the heads of one site scaled by gates [m, H], a row of the batch for each: [m].
[[nodiscard]] Outcome<at::Tensor> gatedScores(const Network& network, const Batch& batch,
                                              std::size_t site, const at::Tensor& gates,
                                              const engine::Target& target, const Tick& tick);

/// The method "head-ablation": how y changes when a head's output becomes zero, and beside it the
/// gradient's estimate, divided by the ℓ₂ norm of its layer.
[[nodiscard]] Outcome<engine::Finding> headAblationOf(const Question& question);

} // namespace vitrine::neural
