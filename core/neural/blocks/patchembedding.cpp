#include "core/neural/blocks/patchembedding.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/upsample_bicubic2d.h>
#include <ATen/ops/upsample_nearest2d.h>

#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

namespace vitrine::neural {

PatchEmbedding::PatchEmbedding(const Scope& scope, const PatchEmbeddingOptions& options)
    : weight_(scope.parameter("weight", {options.width, 3, options.patchSize, options.patchSize},
                              Init::Normal))
    , bias_(options.bias ? scope.parameter("bias", {options.width}, Init::Zeros) : at::Tensor())
    , patchSize_(options.patchSize) {}

at::Tensor PatchEmbedding::operator()(const at::Tensor& pixels) const {
    if (pixels.size(2) % patchSize_ != 0 || pixels.size(3) % patchSize_ != 0) {
        throw std::invalid_argument("PatchEmbedding: a picture of " +
                                    std::to_string(pixels.size(3)) + " × " +
                                    std::to_string(pixels.size(2)) + " in patches of " +
                                    std::to_string(patchSize_));
    }
    const std::array stride{patchSize_, patchSize_};
    return at::conv2d(pixels, weight_, bias_, stride).flatten(2).transpose(1, 2);
}

at::Tensor positionsFor(const at::Tensor& positions, std::int64_t leading,
                        const PatchGridSize& grid, GridResize resize) {
    const std::int64_t patches = positions.size(1) - leading;
    const auto side = static_cast<std::int64_t>(std::llround(std::sqrt(patches)));
    if (grid.rows == side && grid.columns == side) {
        return positions;
    }
    const std::int64_t width = positions.size(2);
    const std::array size{grid.rows, grid.columns};
    const at::Tensor learned = positions.narrow(1, leading, patches)
                                   .view({1, side, side, width})
                                   .permute({0, 3, 1, 2});
    const at::Tensor resized =
        resize == GridResize::Bicubic
            ? at::upsample_bicubic2d(learned, size, /*align_corners=*/false)
            : at::upsample_nearest2d(learned, size);
    return at::cat({positions.narrow(1, 0, leading),
                    resized.permute({0, 2, 3, 1}).reshape({1, grid.rows * grid.columns, width})},
                   1);
}

} // namespace vitrine::neural
