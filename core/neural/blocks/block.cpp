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
    return attentionChanged(x, attentionNorm_, sink,
                            [&](const at::Tensor& read) { return attention_(read, mask, sink); });
}

at::Tensor Block::attend(const at::Tensor& x, const AttentionMask& mask,
                         KeyValueCache& cache) const {
    return changed(x, attentionNorm_, [&](const at::Tensor& read) {
        return attention_.lookAt(read, cache.append(attention_.keyValues(read)), mask, nullptr);
    });
}

at::Tensor Block::look(const at::Tensor& attended, const Memory& memory, CaptureSink* sink) const {
    if (!cross_ || !memory.states.defined()) {
        return attended;
    }
    return attentionChanged(attended, cross_->norm, sink, [&](const at::Tensor& read) {
        return cross_->attention(read, memory.states, memory.mask, sink);
    });
}

at::Tensor Block::look(const at::Tensor& attended, const KeyValues& memory,
                       const AttentionMask& mask) const {
    if (!cross_) {
        return attended;
    }
    return changed(attended, cross_->norm, [&](const at::Tensor& read) {
        return cross_->attention.lookAt(read, memory, mask, nullptr);
    });
}

KeyValues Block::remember(const at::Tensor& states) const {
    return cross_ ? cross_->attention.keyValues(states) : KeyValues{};
}

at::Tensor Block::transform(const at::Tensor& attended, CaptureSink* sink) const {
    return changed(attended, mlpNorm_, [&](const at::Tensor& read) {
        const at::Tensor change = mlp_(read);
        return sink == nullptr ? change : sink->transformed(change);
    });
}

} // namespace vitrine::neural
