#pragma once

#include "core/neural/weights/parameters.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vitrine::neural {

struct PatchEmbeddingOptions {
    std::int64_t width = 0;     ///< D
    std::int64_t patchSize = 0; ///< pixels a side
    bool bias = true;           ///< CLIP has none
};

/// Cuts pictures into squares and projects each: a convolution whose stride is its kernel
/// (Dosovitskiy et al. 2020, section 3.1).
class PatchEmbedding {
public:
    PatchEmbedding(const Scope& scope, const PatchEmbeddingOptions& options);

    /// pixels [B, 3, H, W] → [B, N, D], patches row by row; H and W are whole numbers of patches.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& pixels) const;

private:
    at::Tensor weight_; ///< [D, 3, p, p]
    at::Tensor bias_;
    std::int64_t patchSize_;
};

struct PatchGridSize {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
};

/// How a grid of learned positions becomes one of another size.
enum class GridResize {
    Bicubic, ///< without antialiasing: nearly everyone
    Nearest  ///< TimeSformer
};

/// Learned positions [1, leading + g², D] for a picture cut into `grid`: the leading rows as they
/// are, the others resized where the grid has another size.
[[nodiscard]] at::Tensor positionsFor(const at::Tensor& positions, std::int64_t leading,
                                      const PatchGridSize& grid, GridResize resize);

} // namespace vitrine::neural
