#pragma once

#include "core/neural/blocks/patchembedding.h"
#include "core/neural/models/vision/config.h"
#include "core/neural/weights/parameters.h"

#include <vector>

namespace vitrine::neural {

/// Added tokens, then patches, plus learned positions (Dosovitskiy et al. 2020, section 3.1).
class PictureEmbedding {
public:
    /// `tokens`: names of the added tokens in their order, the class token first.
    PictureEmbedding(const Scope& scope, const VisionConfig& config,
                     const std::vector<std::string_view>& tokens);

    /// pixels [B, 3, H, W] → [B, added + N, D]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& pixels) const;

private:
    std::int64_t patchSize_;
    std::vector<at::Tensor> added_; ///< [1, 1, D] each
    at::Tensor positions_;
    PatchEmbedding patches_;
};

} // namespace vitrine::neural
