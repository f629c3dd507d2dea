#include "core/neural/blocks/block.h"

namespace vitrine::neural {

Block::Block(NormOrder order, MultiHeadAttention attention, LayerNorm attentionNorm, Mlp mlp,
             LayerNorm mlpNorm)
    : order_(order)
    , attention_(std::move(attention))
    , attentionNorm_(std::move(attentionNorm))
    , mlp_(std::move(mlp))
    , mlpNorm_(std::move(mlpNorm)) {}

at::Tensor Block::operator()(const at::Tensor& x, const AttentionMask& mask,
                             CaptureSink* sink) const {
    if (order_ == NormOrder::Post) {
        const at::Tensor attended = attentionNorm_(x.add(attention_(x, mask, sink)));
        return mlpNorm_(attended.add(mlp_(attended)));
    }
    const at::Tensor attended = x.add(attention_(attentionNorm_(x), mask, sink));
    return attended.add(mlp_(mlpNorm_(attended)));
}

} // namespace vitrine::neural
