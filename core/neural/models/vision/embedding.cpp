#include "core/neural/models/vision/embedding.h"

#include <ATen/ops/cat.h>

namespace vitrine::neural {

namespace {

std::vector<at::Tensor> addedTokens(const Scope& scope, std::int64_t width,
                                    const PictureEmbeddingParts& parts) {
    std::vector<at::Tensor> tokens;
    for (const std::string_view name : parts.added) {
        const at::Tensor token = parts.batchAxis
                                     ? scope.parameter(name, {1, 1, width}, Init::Normal)
                                     : scope.parameter(name, {width}, Init::Normal);
        tokens.push_back(token.view({1, 1, width}));
    }
    return tokens;
}

at::Tensor positionTable(const Scope& scope, const VisionConfig& config,
                         const PictureEmbeddingParts& parts) {
    const std::int64_t rows = static_cast<std::int64_t>(parts.added.size()) + config.patches();
    return parts.batchAxis
               ? scope.parameter(parts.positions, {1, rows, config.width}, Init::Normal)
               : scope.parameter(parts.positions, {rows, config.width}, Init::Normal).unsqueeze(0);
}

} // namespace

PictureEmbedding::PictureEmbedding(const Scope& scope, const VisionConfig& config,
                                   const PictureEmbeddingParts& parts)
    : patchSize_(config.patchSize)
    , resize_(parts.resize)
    , added_(addedTokens(scope, config.width, parts))
    , positions_(positionTable(scope, config, parts))
    , patches_(scope / parts.patches,
               {.width = config.width, .patchSize = config.patchSize, .bias = parts.patchBias}) {}

at::Tensor PictureEmbedding::operator()(const at::Tensor& pixels) const {
    const at::Tensor patches = patches_(pixels);
    std::vector<at::Tensor> rows;
    for (const at::Tensor& token : added_) {
        rows.push_back(token.expand({patches.size(0), 1, -1}));
    }
    rows.push_back(patches);
    const PatchGridSize grid{.rows = pixels.size(2) / patchSize_,
                             .columns = pixels.size(3) / patchSize_};
    return at::cat(rows, 1).add(
        positionsFor(positions_, static_cast<std::int64_t>(added_.size()), grid, resize_));
}

} // namespace vitrine::neural
