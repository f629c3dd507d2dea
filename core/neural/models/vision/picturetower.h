#pragma once

#include "core/neural/blocks/norm.h"
#include "core/neural/models/network.h"
#include "core/neural/models/vision/embedding.h"

#include <optional>
#include <vector>

namespace vitrine::neural {

/// A stack over the patches of a picture, between its embedding and its last norm (Dosovitskiy et
/// al. 2020): ViT, and the pictures' side of models that read texts too.
struct PictureTower {
    VisionConfig config;
    PictureEmbedding embedding;
    std::optional<Norm> first; ///< before the layers: CLIP
    std::vector<Block> layers;
    Norm last; ///< of all states, or of the class state alone: whoever runs the tower applies it

    /// Tower "image" of pixels [B, 3, H, W], without what follows the stack.
    [[nodiscard]] Outcome<TowerStates> run(const at::Tensor& pixels,
                                           const StackRequest& request) const;

    /// Its sites, over that axis.
    [[nodiscard]] std::vector<engine::Site> sites(int axis = 0) const;

    /// `added`: tokens before the patches.
    [[nodiscard]] PatchLayout layout(std::int64_t added = 1) const {
        return {.imageSize = config.imageSize, .patchSize = config.patchSize, .leading = added};
    }
};

} // namespace vitrine::neural
