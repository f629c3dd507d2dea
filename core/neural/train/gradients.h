#pragma once

#include "core/neural/train/trainableparameters.h"

#include <span>

namespace vitrine::neural {

/// ℓ₂ norm over the gradients of all parameters together, summed in double. Parameters without a
/// gradient count as zero; NaN and infinity stay what they are.
[[nodiscard]] double gradientNorm(std::span<const NamedTensor> parameters);

/// Scales all gradients by min(1, limit / (norm + 1e-6)) (Pascanu, Mikolov, Bengio 2013). Answers
/// whether they were scaled.
bool clipGradients(std::span<const NamedTensor> parameters, double norm, double limit);

/// Forgets all gradients and their memory.
void dropGradients(std::span<const NamedTensor> parameters);

} // namespace vitrine::neural
