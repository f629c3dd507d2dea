#pragma once

#include "core/neural/models/encoder/embedding.h"
#include "core/neural/models/layer.h"
#include "core/neural/models/vision/picturetower.h"

#include <string>
#include <vector>

namespace vitrine::neural {

struct BlipConfig {
    EncoderConfig text; ///< of encoder and decoder alike
    VisionConfig vision;
    std::int64_t space = 256; ///< where pictures and texts are compared
    SequenceIds ids;          ///< of what is written
    std::string architecture;
};

/// Fills what the configuration gives, nested ones included.
[[nodiscard]] Outcome<BlipConfig> readBlipConfig(const Json& json, const std::string& where);

/// BERT's embedding and layers, each with a cross-attention: both the encoder and the decoder of
/// texts. Whether it is causal is chosen for each pass.
struct BlipTextStack {
    /// `memoryWidth`: of what cross-attention looks at.
    BlipTextStack(const Scope& scope, const EncoderConfig& config, std::int64_t memoryWidth);

    /// Without a memory cross-attention is left out.
    [[nodiscard]] Outcome<TowerStates> run(const char* tower, const at::Tensor& ids,
                                           const AttentionMask& mask, const StackRequest& request,
                                           const Memory& memory) const;

    TextEmbedding embedding;
    std::vector<Block> layers;
};

/// The tower of pictures; its last norm is of all states.
[[nodiscard]] PictureTower blipPictureTower(const Scope& scope, const VisionConfig& config);

} // namespace vitrine::neural
