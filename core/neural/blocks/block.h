#pragma once

#include "core/neural/blocks/attention.h"
#include "core/neural/blocks/cache.h"
#include "core/neural/blocks/mlp.h"
#include "core/neural/blocks/norm.h"
#include "core/neural/blocks/walk.h"

#include <ATen/core/Tensor.h>

#include <optional>

namespace vitrine::neural {

/// Where a block normalises.
enum class NormOrder {
    Post, ///< x = LN(x + f(x)): the original Transformer, BERT
    Pre   ///< x = x + f(LN(x)): GPT-2, ViT
};

/// The sub-layer of a decoder that looks at an encoder's output.
struct CrossAttention {
    MultiHeadAttention attention;
    Norm norm;
};

/// What a decoder's layers look at beside their own sequence; undefined for encoders.
struct Memory {
    at::Tensor states; ///< [B, K, M]
    AttentionMask mask;
};

/// One transformer layer: self-attention, in a decoder with an encoder cross-attention, and an MLP,
/// each with its residual and norm.
class Block {
public:
    Block(NormOrder order, MultiHeadAttention attention, Norm attentionNorm, Mlp mlp, Norm mlpNorm);

    /// The same with cross-attention after self-attention.
    Block(NormOrder order, MultiHeadAttention attention, Norm attentionNorm, CrossAttention cross,
          Mlp mlp, Norm mlpNorm);

    // The parts of the layer, each [B, T, D] → [B, T, D] with residual and norm. Apart, so that a
    // cancel need not wait for all of them.

    /// Self-attention; `sink` may be null.
    [[nodiscard]] at::Tensor attend(const at::Tensor& x, const AttentionMask& mask,
                                    CaptureSink* sink) const;

    /// Cross-attention, on what `attend` gave; x itself where the layer has none, or nothing to look
    /// at.
    [[nodiscard]] at::Tensor look(const at::Tensor& attended, const Memory& memory,
                                  CaptureSink* sink) const;

    // The same for a decoder that writes: x holds the next positions alone.

    [[nodiscard]] at::Tensor attend(const at::Tensor& x, const AttentionMask& mask,
                                    KeyValueCache& cache) const;
    [[nodiscard]] at::Tensor look(const at::Tensor& attended, const KeyValues& memory,
                                  const AttentionMask& mask) const;

    /// What cross-attention will look at, of an encoder's states; undefined without it.
    [[nodiscard]] KeyValues remember(const at::Tensor& states) const;

    /// The MLP, on what came before; `sink` may be null.
    [[nodiscard]] at::Tensor transform(const at::Tensor& attended,
                                       CaptureSink* sink = nullptr) const;

    /// The whole layer with every state between (blocks/walk.cpp).
    [[nodiscard]] WalkTensors walk(const at::Tensor& x, const AttentionMask& mask,
                                   const Memory& memory = {}) const;

private:
    /// x with a sub-layer's change, in the block's order of norm and residual.
    template <class SubLayer>
    [[nodiscard]] at::Tensor changed(const at::Tensor& x, const Norm& norm,
                                     const SubLayer& subLayer) const {
        return order_ == NormOrder::Post ? norm(x.add(subLayer(x)))
                                         : x.add(subLayer(norm(x)));
    }

    /// The same for an attention layer, which the sink is told of; it may be null.
    template <class SubLayer>
    [[nodiscard]] at::Tensor attentionChanged(const at::Tensor& x, const Norm& norm,
                                              CaptureSink* sink, const SubLayer& subLayer) const {
        const at::Tensor after = changed(x, norm, subLayer);
        if (sink != nullptr) {
            sink->added({.before = x,
                         .after = after,
                         .norm = order_ == NormOrder::Post ? &norm : nullptr});
        }
        return after;
    }

    NormOrder order_;
    MultiHeadAttention attention_;
    Norm attentionNorm_;
    std::optional<CrossAttention> cross_;
    Mlp mlp_;
    Norm mlpNorm_;
};

} // namespace vitrine::neural
