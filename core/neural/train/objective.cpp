#include "core/neural/train/objective.h"

#include <ATen/core/Reduction.h>
#include <ATen/ops/cross_entropy_loss.h>

namespace vitrine::neural {

std::int64_t countedLabels(const LabelledBatch& batch) {
    return batch.labels.ne(kIgnoredLabel).sum().item<std::int64_t>();
}

at::Tensor crossEntropy(const at::Tensor& logits, const at::Tensor& labels,
                        const LossOptions& options) {
    return at::cross_entropy_loss(logits.flatten(0, -2), labels.flatten(), /*weight=*/{},
                                  at::Reduction::Sum, kIgnoredLabel, options.labelSmoothing);
}

} // namespace vitrine::neural
