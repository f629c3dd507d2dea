#pragma once

#include "core/engine/site.h"

#include <ATen/core/Tensor.h>

#include <cstddef>

namespace vitrine::neural {

class Linear;
class Norm;

/// Queries, keys and values of one attention layer, split into heads: [B, H, Q or K, d] each.
struct CapturedHeads {
    at::Tensor query; ///< after any position transform
    at::Tensor key;
    at::Tensor value;
};

/// What one attention layer hands over.
struct CapturedAttention {
    CapturedHeads heads;
    at::Tensor output;     ///< [B, H, Q, d], the heads' outputs before they are joined
    at::Tensor logSumExp;  ///< fp32 [B, H, Q]
    at::Tensor keyVisible; ///< bool [B, K]; undefined = every key
    at::Tensor bias;       ///< fp32 [H, Q + K − 1] by distance; undefined = none
    double scale = 1;
    engine::MaskRule rule = engine::MaskRule::None;
    const Linear* join = nullptr; ///< the layer after it, [H·d → D]; lives as long as the network
};

/// An attention layer with its residual: after = norm(before + change), or before + change.
struct CapturedResidual {
    at::Tensor before; ///< [B, Q, D]
    at::Tensor after;
    const Norm* norm =
        nullptr; ///< of a post-norm block, applied to the sum; null in a pre-norm one
};

/// Sees a forward pass as it runs, and may change it: what its functions return goes on. They are
/// called in the order in which the layers run.
class CaptureSink {
public:
    virtual ~CaptureSink() = default;

    /// The states [B, T, D] that enter layer number `layer` of a stack; after its last layer once
    /// more, with the number of layers. Layer 0 begins the next tower.
    [[nodiscard]] virtual at::Tensor state(std::size_t /*layer*/, const at::Tensor& x) { return x; }

    /// Before queries meet keys.
    virtual void meet(CapturedHeads& /*heads*/) {}

    /// After they met: the heads' outputs, as they are to be joined.
    [[nodiscard]] virtual at::Tensor attended(const CapturedAttention& layer) = 0;

    /// After the residual of an attention layer.
    virtual void added(const CapturedResidual& /*residual*/) {}

    /// What an MLP is about to add [B, T, D].
    [[nodiscard]] virtual at::Tensor transformed(const at::Tensor& change) { return change; }
};

} // namespace vitrine::neural
