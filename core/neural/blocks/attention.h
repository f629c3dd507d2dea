#pragma once

#include "core/engine/site.h"
#include "core/neural/blocks/linear.h"
#include "core/neural/capture/capturesink.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vitrine::neural {

/// Which keys each query sees, and what is added to the scores. `additive` is what the fused kernel
/// takes; the others say the same to the attention store.
struct AttentionMask {
    engine::MaskRule rule = engine::MaskRule::None;
    at::Tensor additive;   ///< [B or 1, 1 or H, Q, K]: 0 or the dtype's lowest, plus the bias;
                           ///< undefined = none needed
    at::Tensor keyVisible; ///< bool [B, K]; undefined = every key
    at::Tensor bias; ///< [H, Q + K − 1] by distance (blocks/relativebias.h); undefined = none

    /// For self-attention over a batch: `padding` is int64 [B, T] with 1 for real tokens, or
    /// undefined. Without padding no mask tensor is made.
    [[nodiscard]] static AttentionMask forSelf(bool causal, const at::Tensor& padding);

    /// For `count` queries of a causal sequence that come after `before` earlier positions.
    [[nodiscard]] static AttentionMask forNext(std::int64_t before, std::int64_t count,
                                               const at::TensorOptions& options);

    /// For queries that look at another sequence: `padding` [B, K] is of that one.
    [[nodiscard]] static AttentionMask forCross(const at::Tensor& padding, std::int64_t queries);

    /// Adds a bias for `queries` queries.
    void add(const at::Tensor& byDistance, std::int64_t queries);
};

struct AttentionOptions {
    std::int64_t heads = 0;
    std::int64_t headWidth = 0; ///< d; independent of the model's width
    double scale = 1;           ///< s in softmax(s·QKᵀ)
};

struct AttentionProjections {
    Linear query;
    Linear key;
    Linear value;
    Linear output;
};

/// What queries look at, split into heads: [B, H, K, d] each.
struct KeyValues {
    at::Tensor key;
    at::Tensor value;
};

/// Multi-head attention (Vaswani et al. 2017, section 3.2) by the fused kernel. With a sink it
/// hands over Q, K and the log-sum-exp of every row; without one it costs nothing more.
class MultiHeadAttention {
public:
    MultiHeadAttention(AttentionProjections projections, const AttentionOptions& options);

    /// x [B, T, D] → [B, T, D]. `sink` may be null.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x, const AttentionMask& mask,
                                        CaptureSink* sink) const {
        return (*this)(x, x, mask, sink);
    }

    /// Queries of x [B, Q, D] look at the memory [B, K, M]: [B, Q, D].
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x, const at::Tensor& memory,
                                        const AttentionMask& mask, CaptureSink* sink) const;

    // The two halves of it, for sequences that are read piece by piece and memories that stay.

    /// x [B, K, M] → what queries will look at.
    [[nodiscard]] KeyValues keyValues(const at::Tensor& x) const;

    /// Queries of x [B, Q, D] look at keys and values made before: [B, Q, D].
    [[nodiscard]] at::Tensor lookAt(const at::Tensor& x, const KeyValues& memory,
                                    const AttentionMask& mask, CaptureSink* sink) const;

    struct Parts {
        at::Tensor value;  ///< [B, H, T, d]
        at::Tensor mixed;  ///< [B, H, T, d], the heads' outputs
        at::Tensor output; ///< [B, T, D]
    };

    /// The same with what lies between, for walks (blocks/walk.cpp).
    [[nodiscard]] Parts parts(const at::Tensor& x, const AttentionMask& mask) const;

private:
    [[nodiscard]] at::Tensor splitHeads(const at::Tensor& x) const;

    AttentionProjections projections_;
    AttentionOptions options_;
};

} // namespace vitrine::neural
