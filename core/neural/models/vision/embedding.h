#pragma once

#include "core/neural/blocks/patchembedding.h"
#include "core/neural/models/vision/config.h"
#include "core/neural/weights/parameters.h"

#include <string_view>
#include <vector>

namespace vitrine::neural {

/// How a family spells and shapes the parts of its embedding. The defaults are ViT's.
struct PictureEmbeddingParts {
    std::vector<std::string_view> added{"cls_token"}; ///< tokens before the patches, in order
    std::string_view positions = "position_embeddings";
    std::string_view patches = "patch_embeddings.projection";
    bool patchBias = true;
    bool batchAxis = true; ///< tables are [1, rows, D]; else [rows, D], one added token [D]
    GridResize resize = GridResize::Bicubic; ///< of positions, for pictures of another size
};

/// Added tokens, then patches, plus learned positions (Dosovitskiy et al. 2020, section 3.1).
class PictureEmbedding {
public:
    PictureEmbedding(const Scope& scope, const VisionConfig& config,
                     const PictureEmbeddingParts& parts = {});

    /// pixels [B, 3, H, W] → [B, added + N, D]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& pixels) const;

private:
    std::int64_t patchSize_;
    GridResize resize_;
    std::vector<at::Tensor> added_; ///< [1, 1, D] each
    at::Tensor positions_;          ///< [1, added + N, D]
    PatchEmbedding patches_;
};

} // namespace vitrine::neural
