#pragma once

#include "core/neural/blocks/attention.h"
#include "core/neural/blocks/mlp.h"
#include "core/neural/blocks/norm.h"
#include "core/neural/blocks/walk.h"

#include <ATen/core/Tensor.h>

namespace vitrine::neural {

/// Where a block normalises.
enum class NormOrder {
    Post, ///< x = LN(x + f(x)): the original Transformer, BERT
    Pre   ///< x = x + f(LN(x)): GPT-2, ViT
};

/// One transformer layer: self-attention and an MLP, each with its residual and norm.
class Block {
public:
    Block(NormOrder order, MultiHeadAttention attention, LayerNorm attentionNorm, Mlp mlp,
          LayerNorm mlpNorm);

    // The two halves of the layer, each [B, T, D] → [B, T, D] with residual and norm. Apart, so that
    // a cancel need not wait for both.

    /// Self-attention; `sink` may be null.
    [[nodiscard]] at::Tensor attend(const at::Tensor& x, const AttentionMask& mask,
                                    CaptureSink* sink) const;

    /// The MLP, on what `attend` gave.
    [[nodiscard]] at::Tensor transform(const at::Tensor& attended) const;

    /// Both halves with every state between (blocks/walk.cpp).
    [[nodiscard]] WalkTensors walk(const at::Tensor& x, const AttentionMask& mask) const;

private:
    NormOrder order_;
    MultiHeadAttention attention_;
    LayerNorm attentionNorm_;
    Mlp mlp_;
    LayerNorm mlpNorm_;
};

} // namespace vitrine::neural
