#pragma once

#include "core/neural/blocks/norm.h"
#include "core/neural/models/layer.h"
#include "core/neural/models/network.h"
#include "core/neural/models/vision/embedding.h"

#include <memory>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What an encoder of pictures is made of; ViT and DeiT differ in these parts alone.
struct PictureEncoderParts {
    std::string family; ///< model_type
    VisionConfig config;
    PictureEmbedding embedding;
    std::int64_t added = 1; ///< tokens before the patches
    std::vector<Block> layers;
    Norm norm;
    /// Of the class token, and of the distillation token where there are two: "classify" is then
    /// the mean of "cls" and "distillation". Empty: "embed".
    std::vector<Linear> classifiers;
};

/// Pre-norm layers `scope / 0` … `scope / (n − 1)` as ViT and DeiT name them.
[[nodiscard]] std::vector<Block> pictureLayers(const Scope& scope, const VisionConfig& config);

/// A network that sees all patches of a picture at once (Dosovitskiy et al. 2020).
[[nodiscard]] std::unique_ptr<Network> pictureEncoder(PictureEncoderParts parts);

} // namespace vitrine::neural
