#pragma once

#include "core/engine/site.h"
#include "core/neural/capture/attentionstore.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace vitrine::neural {

/// What one attention layer hands over.
struct CapturedAttention {
    at::Tensor query;      ///< [B, H, Q, d], after any position transform
    at::Tensor key;        ///< [B, H, K, d]
    at::Tensor logSumExp;  ///< fp32 [B, H, Q]
    at::Tensor keyVisible; ///< bool [B, K]; undefined = every key
    at::Tensor bias;       ///< fp32 [H, Q + K − 1] by distance; undefined = none
    double scale = 1;
    engine::MaskRule rule = engine::MaskRule::None;
};

/// Collects the layers of one forward pass in the order they run. Keeps the projections' own memory
/// where it is fp32 on the CPU: no copy is made on the way.
class CaptureSink {
public:
    void keep(const CapturedAttention& layer);

    /// The layers kept so far, one store each, and leaves the sink empty.
    [[nodiscard]] std::vector<AttentionStore> take();

private:
    std::vector<AttentionStore> stores_;
};

} // namespace vitrine::neural
