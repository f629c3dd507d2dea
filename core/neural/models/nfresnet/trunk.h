#pragma once

#include "core/neural/blocks/scaledconvolution.h"
#include "core/neural/models/network.h"
#include "core/neural/models/nfresnet/config.h"

#include <optional>
#include <vector>

namespace vitrine::neural {

/// A bottleneck block with its activations in front: y = shortcut + α · f(β · act(x)).
class NfResNetBlock {
public:
    struct Shape {
        std::int64_t in = 0; ///< channels
        std::int64_t out = 0;
        std::int64_t stride = 1;
        double beta = 1;
    };

    NfResNetBlock(const Scope& scope, const NfResNetConfig& config, const Shape& shape);

    /// [B, in, H, W] → [B, out, ⌈H / stride⌉, ⌈W / stride⌉]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;

private:
    [[nodiscard]] at::Tensor shortcut(const at::Tensor& x, const at::Tensor& scaled) const;

    Activation activation_;
    double alpha_;
    Shape shape_;
    std::optional<ScaledConvolution> downsample_; ///< where the shape changes
    ScaledConvolution conv1_;
    ScaledConvolution conv2_;
    ScaledConvolution conv3_;
};

/// A ResNet without normalisation layers, up to its last map (Brock, De, Smith 2021).
class NfResNet {
public:
    NfResNet(const Scope& scope, const NfResNetConfig& config);

    /// pixels [B, 3, H, W] → the tower "image". Its positions are the cells of a map, row by row:
    /// hidden states [B, h·w, C] of the stem and of each block, `final` after the last activation.
    [[nodiscard]] Outcome<TowerStates> operator()(const at::Tensor& pixels,
                                                  const StackRequest& request) const;

private:
    [[nodiscard]] at::Tensor stem(const at::Tensor& pixels) const;

    Activation activation_;
    bool pool_;
    ScaledConvolution stem_;
    std::vector<NfResNetBlock> blocks_;
};

/// Global average of a tower's last map [B, h·w, C] → [B, C].
[[nodiscard]] at::Tensor pooledMap(const TowerStates& tower);

} // namespace vitrine::neural
