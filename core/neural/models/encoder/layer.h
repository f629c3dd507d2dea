#pragma once

#include "core/neural/blocks/block.h"
#include "core/neural/models/encoder/config.h"

#include <string_view>
#include <vector>

namespace vitrine::neural {

/// What the parts of a layer are called in checkpoints. The defaults are BERT's.
struct EncoderLayerNames {
    std::string_view query = "attention.self.query";
    std::string_view key = "attention.self.key";
    std::string_view value = "attention.self.value";
    std::string_view output = "attention.output.dense";
    std::string_view attentionNorm = "attention.output.LayerNorm";
    std::string_view up = "intermediate.dense";
    std::string_view down = "output.dense";
    std::string_view norm = "output.LayerNorm";
};

/// One post-norm layer with biases everywhere, scaled by 1/√d.
[[nodiscard]] Block encoderLayer(const Scope& scope, const EncoderConfig& config,
                                 const EncoderLayerNames& names = {});

/// Layers `scope / 0` … `scope / (n − 1)`.
[[nodiscard]] std::vector<Block> encoderLayers(const Scope& scope, const EncoderConfig& config,
                                               const EncoderLayerNames& names = {});

} // namespace vitrine::neural
