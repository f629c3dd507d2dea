#include "core/neural/blocks/attention.h"

#include "core/neural/capture/fusedattention.h"

#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>

#include <limits>

namespace vitrine::neural {

AttentionMask AttentionMask::forSelf(bool causal, const at::Tensor& padding) {
    AttentionMask mask;
    mask.rule = causal ? engine::MaskRule::Causal : engine::MaskRule::None;
    if (!padding.defined() || padding.all().item<bool>()) {
        return mask;
    }
    if (!causal) {
        mask.rule = engine::MaskRule::Padding;
    }
    mask.keyVisible = padding.ne(0);
    const std::int64_t batch = padding.size(0);
    const std::int64_t length = padding.size(1);
    at::Tensor visible = mask.keyVisible.view({batch, 1, 1, length});
    if (causal) {
        visible = visible.logical_and(
            at::ones({length, length}, visible.options()).tril().view({1, 1, length, length}));
    }
    // The lowest finite value and not −∞, as the reference implementations do: a row without a
    // visible key becomes uniform instead of NaN.
    const float lowest = std::numeric_limits<float>::lowest();
    mask.additive = at::full({batch, 1, length, length}, lowest, at::kFloat)
                        .masked_fill(visible.expand({batch, 1, length, length}), 0.0);
    return mask;
}

MultiHeadAttention::MultiHeadAttention(AttentionProjections projections,
                                       const AttentionOptions& options)
    : projections_(std::move(projections))
    , options_(options) {}

at::Tensor MultiHeadAttention::splitHeads(const at::Tensor& x) const {
    return x.view({x.size(0), x.size(1), options_.heads, options_.headWidth}).transpose(1, 2);
}

at::Tensor MultiHeadAttention::operator()(const at::Tensor& x, const AttentionMask& mask,
                                          CaptureSink* sink) const {
    const at::Tensor query = splitHeads(projections_.query(x));
    const at::Tensor key = splitHeads(projections_.key(x));
    const at::Tensor value = splitHeads(projections_.value(x));
    const FusedAttention attended = fusedAttention(
        query, key, value,
        {.additive = mask.additive,
         .causal = mask.rule == engine::MaskRule::Causal && !mask.additive.defined(),
         .scale = options_.scale,
         .logSumExp = sink != nullptr});
    if (sink != nullptr) {
        sink->keep({.query = query,
                    .key = key,
                    .logSumExp = attended.logSumExp,
                    .keyVisible = mask.keyVisible,
                    .scale = options_.scale,
                    .rule = mask.rule});
    }
    return projections_.output(attended.output.transpose(1, 2).flatten(2));
}

} // namespace vitrine::neural
