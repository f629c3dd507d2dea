#include "core/neural/blocks/block.h"

namespace vitrine::neural {

Block::Block(NormOrder order, MultiHeadAttention attention, Norm attentionNorm, Mlp mlp,
             Norm mlpNorm)
    : order_(order)
    , attention_(std::move(attention))
    , attentionNorm_(std::move(attentionNorm))
    , mlp_(std::move(mlp))
    , mlpNorm_(std::move(mlpNorm)) {}

Block::Block(NormOrder order, MultiHeadAttention attention, Norm attentionNorm,
             CrossAttention cross, Mlp mlp, Norm mlpNorm)
    : order_(order)
    , attention_(std::move(attention))
    , attentionNorm_(std::move(attentionNorm))
    , cross_(std::move(cross))
    , mlp_(std::move(mlp))
    , mlpNorm_(std::move(mlpNorm)) {}

at::Tensor Block::attend(const at::Tensor& x, const AttentionMask& mask, CaptureSink* sink) const {
    return order_ == NormOrder::Post ? attentionNorm_(x.add(attention_(x, mask, sink)))
                                     : x.add(attention_(attentionNorm_(x), mask, sink));
}

at::Tensor Block::look(const at::Tensor& attended, const Memory& memory, CaptureSink* sink) const {
    if (!cross_) {
        return attended;
    }
    const auto looked = [&](const at::Tensor& x) {
        return cross_->attention(x, memory.states, memory.mask, sink);
    };
    return order_ == NormOrder::Post ? cross_->norm(attended.add(looked(attended)))
                                     : attended.add(looked(cross_->norm(attended)));
}

at::Tensor Block::transform(const at::Tensor& attended) const {
    return order_ == NormOrder::Post ? mlpNorm_(attended.add(mlp_(attended)))
                                     : attended.add(mlp_(mlpNorm_(attended)));
}

} // namespace vitrine::neural
