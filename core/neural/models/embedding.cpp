#include "core/neural/models/embedding.h"

namespace vitrine::neural {

at::Tensor sentenceEmbedding(const at::Tensor& hidden, const at::Tensor& mask) {
    at::Tensor mean;
    if (mask.defined()) {
        const at::Tensor weights = mask.to(hidden.scalar_type()).unsqueeze(2);
        mean = hidden.mul(weights).sum(1).div(weights.sum(1).clamp_min(1e-9));
    } else {
        mean = hidden.mean(1);
    }
    return unitRows(mean);
}

at::Tensor unitRows(const at::Tensor& rows) {
    return rows.div(rows.norm(2, {1}, /*keepdim=*/true).clamp_min(1e-12));
}

} // namespace vitrine::neural
