#pragma once

#include "core/neural/models/config.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What an NF-ResNet's config.json says; the defaults are those of NF-ResNet-50. The layout is our
/// own (timm has no file): `depths`, `channels`, `stem_channels`, `stem_kernel`, `stem_stride`,
/// `stem_pool`, `bottle_ratio`, `hidden_act`, `alpha`, `std_conv_eps`, `image_size`, `num_labels`.
struct NfResNetConfig {
    std::vector<std::int64_t> depths{3, 4, 6, 3}; ///< blocks of each stage
    std::vector<std::int64_t> channels{256, 512, 1024, 2048};
    std::int64_t stemChannels = 64;
    std::int64_t stemKernel = 7;
    std::int64_t stemStride = 2;
    bool stemPool = true; ///< 3 × 3 maximum, stride 2
    double bottleRatio = 0.25;
    double alpha = 0.2;
    double epsilon = 1e-5;
    Activation activation = Activation::Relu;
    double gamma = 1; ///< blocks/scaledconvolution.h
    std::int64_t imageSize = 224;
    std::string architecture;
    std::vector<std::string> labels;

    /// Of all stages.
    [[nodiscard]] std::int64_t blocks() const;

    /// Width of the narrow middle of a block.
    [[nodiscard]] std::int64_t bottleneck(std::int64_t channelsOut) const;

    /// Pixels a side that one cell of the last map stands for.
    [[nodiscard]] std::int64_t cellSize() const;
};

/// Fills what the configuration gives; faults stay with the reader.
[[nodiscard]] NfResNetConfig readNfResNetConfig(ConfigReader& read);

} // namespace vitrine::neural
