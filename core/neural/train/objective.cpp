#include "core/neural/train/objective.h"

#include <ATen/core/Reduction.h>
#include <ATen/ops/cross_entropy_loss.h>

namespace vitrine::neural {

at::Tensor classificationLoss(const at::Tensor& logits, const at::Tensor& labels,
                              const LossOptions& options) {
    constexpr std::int64_t kIgnored = -100;
    return at::cross_entropy_loss(logits, labels, /*weight=*/{}, at::Reduction::Sum, kIgnored,
                                  options.labelSmoothing);
}

} // namespace vitrine::neural
