#include "core/neural/models/vision/embedding.h"

#include <ATen/ops/cat.h>

namespace vitrine::neural {

namespace {

std::vector<at::Tensor> addedTokens(const Scope& scope, std::int64_t width,
                                    const std::vector<std::string_view>& names) {
    std::vector<at::Tensor> tokens;
    for (const std::string_view name : names) {
        tokens.push_back(scope.parameter(name, {1, 1, width}, Init::Normal));
    }
    return tokens;
}

std::int64_t patchesOf(const VisionConfig& config) {
    const std::int64_t side = config.imageSize / config.patchSize;
    return side * side;
}

} // namespace

PictureEmbedding::PictureEmbedding(const Scope& scope, const VisionConfig& config,
                                   const std::vector<std::string_view>& tokens)
    : patchSize_(config.patchSize)
    , added_(addedTokens(scope, config.width, tokens))
    , positions_(scope.parameter(
          "position_embeddings",
          {1, static_cast<std::int64_t>(tokens.size()) + patchesOf(config), config.width},
          Init::Normal))
    , patches_(scope / "patch_embeddings.projection",
               {.width = config.width, .patchSize = config.patchSize}) {}

at::Tensor PictureEmbedding::operator()(const at::Tensor& pixels) const {
    const at::Tensor patches = patches_(pixels);
    std::vector<at::Tensor> rows;
    for (const at::Tensor& token : added_) {
        rows.push_back(token.expand({patches.size(0), 1, -1}));
    }
    rows.push_back(patches);
    return at::cat(rows, 1).add(positionsFor(positions_, static_cast<std::int64_t>(added_.size()),
                                             pixels.size(2) / patchSize_,
                                             pixels.size(3) / patchSize_));
}

} // namespace vitrine::neural
