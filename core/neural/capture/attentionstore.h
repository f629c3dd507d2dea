#pragma once

#include "core/engine/site.h"
#include "core/neural/capture/tokenblocks.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace vitrine::neural {

/// Rows of Q or K of one site, fp32, [batch][head][row][width] with the width contiguous and any
/// strides (in floats) above it. Keeps its memory alive through `owner`.
struct HeadRows {
    const float* data = nullptr;
    std::int64_t batchStride = 0;
    std::int64_t headStride = 0;
    std::int64_t rowStride = 0;
    std::shared_ptr<const void> owner;

    [[nodiscard]] const float* row(std::size_t batch, std::size_t head, std::size_t index) const {
        return data + static_cast<std::int64_t>(batch) * batchStride +
               static_cast<std::int64_t>(head) * headStride +
               static_cast<std::int64_t>(index) * rowStride;
    }
};

/// One attention site as Q, K, scale, mask rule and log-sum-exp: every probability is
/// exp(s·q·k + b − lse), recomputed in fp32 when asked. Immutable; safe from any thread. Knows
/// nothing of LibTorch, so that a hover costs microseconds.
class AttentionStore {
public:
    struct Parts {
        HeadRows query;
        HeadRows key;
        std::vector<float> logSumExp;         ///< [batch][head][query], contiguous
        std::vector<std::uint8_t> keyVisible; ///< [batch][key]; empty = every key
        std::vector<float> bias; ///< [head][Q + K − 1], place key − query + Q − 1; empty = none
        std::size_t batch = 0;
        std::size_t heads = 0;
        std::size_t queries = 0;
        std::size_t keys = 0;
        std::size_t width = 0; ///< d
        float scale = 1;
        engine::MaskRule rule = engine::MaskRule::None;
        /// Where the batch is the blocks of one site: what they hold. Null for a batch of samples.
        std::shared_ptr<const TokenBlocks> blocks;
    };

    explicit AttentionStore(Parts parts)
        : parts_(std::move(parts)) {}

    /// The same site over the whole axis that its blocks are taken from: one map in which a query
    /// sees the keys of its own blocks. Throws std::invalid_argument where the sizes do not fit.
    [[nodiscard]] AttentionStore over(std::shared_ptr<const TokenBlocks> blocks) &&;

    [[nodiscard]] const Parts& parts() const { return parts_; }

    [[nodiscard]] std::size_t heads() const { return parts_.heads; }

    [[nodiscard]] std::size_t queries() const {
        return parts_.blocks ? parts_.blocks->axisLength() : parts_.queries;
    }

    [[nodiscard]] std::size_t keys() const {
        return parts_.blocks ? parts_.blocks->axisLength() : parts_.keys;
    }

    [[nodiscard]] bool visible(std::size_t batch, std::size_t query, std::size_t key) const;

    /// Keys beyond this index are masked for the query by the causal rule.
    [[nodiscard]] std::size_t reach(std::size_t query) const;

    /// 1 for each key that is no padding, or nullptr where every key is visible.
    [[nodiscard]] const std::uint8_t* visibleKeys(std::size_t batch) const;

    [[nodiscard]] float logSumExp(std::size_t batch, std::size_t head, std::size_t query) const;

    /// The biases of a query's scores, from key 0 on; nullptr where there are none.
    [[nodiscard]] const float* biases(std::size_t head, std::size_t query) const;

    /// Probabilities of one query over all keys; `out` has keys() places.
    void row(std::size_t batch, std::size_t head, std::size_t query, std::span<float> out) const;

    /// Probabilities of one key under all queries; `out` has queries() places.
    void column(std::size_t batch, std::size_t head, std::size_t key, std::span<float> out) const;

    /// What makes one probability. Without vectors where a query never meets the key.
    struct Meeting {
        std::span<const float> query; ///< d numbers
        std::span<const float> key;
        float logSumExp = 0; ///< probability = exp(s·q·k + b − logSumExp)
    };

    [[nodiscard]] Meeting meeting(std::size_t batch, std::size_t head, std::size_t query,
                                  std::size_t key) const;

    /// q · k, before scale and mask; 0 where they never meet.
    [[nodiscard]] float dot(std::size_t batch, std::size_t head, std::size_t query,
                            std::size_t key) const;

    /// Bytes kept: Q, K and the log-sum-exp.
    [[nodiscard]] std::size_t bytes() const;

private:
    // Of one problem of the batch.
    [[nodiscard]] std::size_t problemReach(std::size_t query) const;
    [[nodiscard]] bool problemVisible(std::size_t batch, std::size_t query, std::size_t key) const;
    void problemRow(std::size_t batch, std::size_t head, std::size_t query,
                    std::span<float> out) const;
    void problemColumn(std::size_t batch, std::size_t head, std::size_t key,
                       std::span<float> out) const;

    // Of the axis that the problems are blocks of.
    void blockRow(std::size_t head, std::size_t query, std::span<float> out) const;
    void blockColumn(std::size_t head, std::size_t key, std::span<float> out) const;
    [[nodiscard]] Meeting blockMeeting(std::size_t head, std::size_t query, std::size_t key) const;

    Parts parts_;
};

} // namespace vitrine::neural
