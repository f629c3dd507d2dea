#pragma once

#include "core/neural/models/network.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vitrine::neural {

/// Some samples made ready for a network.
struct LabelledBatch {
    Batch input;
    at::Tensor labels;       ///< int64 [B], class numbers
    std::int64_t tokens = 0; ///< positions that are no padding

    [[nodiscard]] std::int64_t samples() const { return labels.size(0); }
};

struct LossOptions {
    double labelSmoothing = 0; ///< ε: (1−ε)·CE + ε·mean over classes
};

/// Sum over the samples of the cross-entropy of logits [B, C] and labels [B], in nats.
[[nodiscard]] at::Tensor classificationLoss(const at::Tensor& logits, const at::Tensor& labels,
                                            const LossOptions& options);

} // namespace vitrine::neural
