#include "core/neural/blocks/attention.h"

#include "core/neural/blocks/relativebias.h"
#include "core/neural/capture/fusedattention.h"

#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>

#include <limits>

namespace vitrine::neural {

namespace {

// The lowest finite value and not −∞, as the reference implementations do: a row without a visible
// key becomes uniform instead of NaN.
at::Tensor additiveOf(const at::Tensor& visible) {
    return at::full(visible.sizes(), std::numeric_limits<float>::lowest(),
                    visible.options().dtype(at::kFloat))
        .masked_fill(visible, 0.0);
}

at::Tensor triangle(std::int64_t length, const at::TensorOptions& options) {
    return at::ones({1, 1, length, length}, options.dtype(at::kBool)).tril();
}

bool hidesSome(const at::Tensor& padding) {
    return padding.defined() && !padding.all().item<bool>();
}

} // namespace

AttentionMask AttentionMask::forSelf(bool causal, const at::Tensor& padding) {
    AttentionMask mask;
    mask.rule = causal ? engine::MaskRule::Causal : engine::MaskRule::None;
    if (!hidesSome(padding)) {
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
        visible = visible.logical_and(triangle(length, visible.options()));
    }
    mask.additive = additiveOf(visible.expand({batch, 1, length, length}));
    return mask;
}

AttentionMask AttentionMask::forNext(std::int64_t before, std::int64_t count,
                                     const at::TensorOptions& options) {
    AttentionMask mask;
    if (before == 0) {
        mask.rule = engine::MaskRule::Causal;
    } else if (count > 1) {
        // The kernel aligns its own triangle with the first key, not with the last.
        mask.additive =
            additiveOf(at::ones({1, 1, count, before + count}, options.dtype(at::kBool))
                           .tril(before));
    }
    return mask;
}

AttentionMask AttentionMask::forCross(const at::Tensor& padding, std::int64_t queries) {
    AttentionMask mask;
    if (hidesSome(padding)) {
        mask.rule = engine::MaskRule::Padding;
        mask.keyVisible = padding.ne(0);
        const std::int64_t batch = padding.size(0);
        const std::int64_t keys = padding.size(1);
        mask.additive =
            additiveOf(mask.keyVisible.view({batch, 1, 1, keys}).expand({batch, 1, queries, keys}));
    }
    return mask;
}

void AttentionMask::add(const at::Tensor& byDistance, std::int64_t queries) {
    bias = byDistance;
    // The kernel's own causal rule goes without a mask only.
    if (!additive.defined() && rule == engine::MaskRule::Causal) {
        additive = additiveOf(triangle(queries, byDistance.options()));
    }
    const at::Tensor spread = spreadBias(byDistance, queries);
    additive = additive.defined() ? additive.add(spread) : spread;
}

MultiHeadAttention::MultiHeadAttention(AttentionProjections projections,
                                       const AttentionOptions& options)
    : projections_(std::move(projections))
    , options_(options) {}

at::Tensor MultiHeadAttention::splitHeads(const at::Tensor& x) const {
    return x.view({x.size(0), x.size(1), options_.heads, options_.headWidth}).transpose(1, 2);
}

at::Tensor MultiHeadAttention::operator()(const at::Tensor& x, const at::Tensor& memory,
                                          const AttentionMask& mask, CaptureSink* sink) const {
    return lookAt(x, keyValues(memory), mask, sink);
}

KeyValues MultiHeadAttention::keyValues(const at::Tensor& x) const {
    return {.key = splitHeads(projections_.key(x)), .value = splitHeads(projections_.value(x))};
}

at::Tensor MultiHeadAttention::lookAt(const at::Tensor& x, const KeyValues& memory,
                                      const AttentionMask& mask, CaptureSink* sink) const {
    CapturedHeads heads{
        .query = splitHeads(projections_.query(x)), .key = memory.key, .value = memory.value};
    if (sink != nullptr) {
        sink->meet(heads);
    }
    FusedAttention attended =
        fusedAttention(heads.query, heads.key, heads.value,
                       {.additive = mask.additive,
                        .causal = mask.rule == engine::MaskRule::Causal && !mask.additive.defined(),
                        .scale = options_.scale,
                        .logSumExp = sink != nullptr});
    if (sink != nullptr) {
        attended.output = sink->attended({.heads = std::move(heads),
                                          .output = attended.output,
                                          .logSumExp = attended.logSumExp,
                                          .keyVisible = mask.keyVisible,
                                          .bias = mask.bias,
                                          .scale = options_.scale,
                                          .rule = mask.rule,
                                          .join = &projections_.output});
    }
    return projections_.output(attended.output.transpose(1, 2).flatten(2));
}

} // namespace vitrine::neural
