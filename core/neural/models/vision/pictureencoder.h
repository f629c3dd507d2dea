#pragma once

#include "core/neural/models/network.h"
#include "core/neural/models/vision/picturetower.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::neural {

/// What an encoder of pictures is made of; ViT and DeiT differ in these parts alone.
struct PictureEncoderParts {
    std::string family; ///< model_type
    PictureTower tower;     ///< its last norm is of all states
    std::int64_t added = 1; ///< tokens before the patches
    /// Of the class token, and of the distillation token where there are two: "classify" is then
    /// the mean of "cls" and "distillation". Empty: "embed".
    std::vector<Linear> classifiers;
};

/// The tower as ViT and DeiT name its parts. `added`: names of the tokens before the patches.
[[nodiscard]] PictureTower vitTower(const Scope& scope, const VisionConfig& config,
                                    const std::vector<std::string_view>& added);

/// A network that sees all patches of a picture at once (Dosovitskiy et al. 2020).
[[nodiscard]] std::unique_ptr<Network> pictureEncoder(PictureEncoderParts parts);

} // namespace vitrine::neural
