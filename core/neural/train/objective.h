#pragma once

#include "core/neural/models/network.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace vitrine::neural {

/// Some samples made ready for a network.
struct LabelledBatch {
    Batch input;
    std::string head = "classify"; ///< whose logits are compared with the labels
    at::Tensor labels; ///< int64 [B], class numbers, or [B, T], ids of the tokens that follow
    std::int64_t tokens = 0;       ///< positions that are no padding

    [[nodiscard]] std::int64_t samples() const { return labels.size(0); }
};

/// A label that does not count, as everywhere.
inline constexpr std::int64_t kIgnoredLabel = -100;

/// How many of the batch's labels count.
[[nodiscard]] std::int64_t countedLabels(const LabelledBatch& batch);

struct LossOptions {
    double labelSmoothing = 0; ///< ε: (1−ε)·CE + ε·mean over classes
};

/// Sum over the labels that count of the cross-entropy of logits [..., C] and labels [...], in nats.
[[nodiscard]] at::Tensor crossEntropy(const at::Tensor& logits, const at::Tensor& labels,
                                            const LossOptions& options);

} // namespace vitrine::neural
