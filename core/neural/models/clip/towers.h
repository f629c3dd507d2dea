#pragma once

#include "core/neural/blocks/embedding.h"
#include "core/neural/models/encoder/config.h"
#include "core/neural/models/network.h"
#include "core/neural/models/vision/picturetower.h"

#include <cstdint>
#include <vector>

namespace vitrine::neural {

struct ClipTextConfig {
    EncoderConfig sizes;
    std::int64_t end = 49407; ///< id of the token whose state stands for the text
};

/// Fills what the configuration gives; faults stay with the reader.
[[nodiscard]] ClipTextConfig readClipTextConfig(ConfigReader& read);
[[nodiscard]] VisionConfig readClipVisionConfig(ConfigReader& read);

/// The causal tower of texts.
struct ClipTextTower {
    ClipTextTower(const Scope& scope, const ClipTextConfig& config);

    /// The states, the norm applied to all of them; pooled is the state of the text's end [B, D].
    /// `mask` may be undefined.
    [[nodiscard]] Outcome<TowerStates> run(const at::Tensor& ids, const at::Tensor& mask,
                                           const StackRequest& request) const;

    /// Its sites, over that axis.
    [[nodiscard]] std::vector<engine::Site> sites(int axis) const;

    ClipTextConfig config;
    EmbeddingTable words;
    EmbeddingTable positions;
    std::vector<Block> layers;
    Norm norm;
};

/// The tower of pictures: a norm before its layers, and one of the class state alone.
[[nodiscard]] PictureTower clipPictureTower(const Scope& scope, const VisionConfig& config);

} // namespace vitrine::neural
