#pragma once

#include <ATen/core/Tensor.h>

namespace vitrine::neural {

struct FusedAttentionOptions {
    at::Tensor additive;    ///< [B, 1 or H, Q, K] of the query's dtype; undefined = no mask
    bool causal = false;    ///< key ≤ query; needs Q = K
    double scale = 1;       ///< s in softmax(s·QKᵀ + additive)
    bool logSumExp = false; ///< also return it
};

struct FusedAttention {
    at::Tensor output;    ///< [B, H, Q, d]
    at::Tensor logSumExp; ///< fp32 [B, H, Q] if asked for
};

/// softmax(s·QKᵀ + mask)·V without the matrix. q, k, v [B, H, length, d]. The only file that calls
/// LibTorch's private attention operators; tests/core/neural holds each against the explicit form.
[[nodiscard]] FusedAttention fusedAttention(const at::Tensor& query, const at::Tensor& key,
                                            const at::Tensor& value,
                                            const FusedAttentionOptions& options);

} // namespace vitrine::neural
