#pragma once

#include "core/neural/blocks/block.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace vitrine::neural {

/// What the parts of an attention are called in checkpoints. The defaults are BERT's.
struct AttentionNames {
    std::string_view query = "attention.self.query";
    std::string_view key = "attention.self.key";
    std::string_view value = "attention.self.value";
    std::string_view fused =
        {}; ///< one layer for query, key and value, in that order, in their place
    std::string_view output = "attention.output.dense";
};

/// The parts of a layer.
struct LayerNames {
    AttentionNames attention;
    std::string_view attentionNorm = "attention.output.LayerNorm";
    std::string_view up = "intermediate.dense";
    std::string_view down = "output.dense";
    std::string_view norm = "output.LayerNorm";
};

/// The cross-attention of a layer that has one. The names are BERT's.
struct CrossNames {
    AttentionNames attention{.query = "crossattention.self.query",
                             .key = "crossattention.self.key",
                             .value = "crossattention.self.value",
                             .output = "crossattention.output.dense"};
    std::string_view norm = "crossattention.output.LayerNorm";
    std::int64_t memoryWidth = 0; ///< of what is looked at
};

struct LayerSizes {
    std::int64_t width = 0; ///< D
    std::int64_t heads = 0;
    std::int64_t inner = 0; ///< F
    double epsilon = 1e-5;
    Activation activation = Activation::GeluErf;
    bool queryKeyValueBias = true;
};

/// Multi-head attention scaled by 1/√d; its keys and values come from states of `memoryWidth`.
[[nodiscard]] MultiHeadAttention attentionOf(const Scope& scope, const LayerSizes& sizes,
                                             const AttentionNames& names, std::int64_t memoryWidth);

/// One layer of the order that the family has.
[[nodiscard]] Block layerOf(const Scope& scope, NormOrder order, const LayerSizes& sizes,
                            const LayerNames& names,
                            const std::optional<CrossNames>& cross = std::nullopt);

/// Layers `scope / 0` … `scope / (count − 1)`.
[[nodiscard]] std::vector<Block> layersOf(const Scope& scope, std::int64_t count, NormOrder order,
                                          const LayerSizes& sizes, const LayerNames& names,
                                          const std::optional<CrossNames>& cross = std::nullopt);

} // namespace vitrine::neural
