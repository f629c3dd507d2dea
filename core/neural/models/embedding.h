#pragma once

#include <ATen/core/Tensor.h>

namespace vitrine::neural {

/// The sentence embedding of MiniLM and its kin: mean over unmasked positions, ℓ₂ norm 1
/// (Reimers, Gurevych 2019). hidden [B, T, D], mask int64 [B, T] or undefined → [B, D].
[[nodiscard]] at::Tensor sentenceEmbedding(const at::Tensor& hidden, const at::Tensor& mask);

/// Rows [B, D] scaled to ℓ₂ norm 1.
[[nodiscard]] at::Tensor unitRows(const at::Tensor& rows);

} // namespace vitrine::neural
