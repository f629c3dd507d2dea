#include "core/neural/models/nfresnet/config.h"

#include "core/neural/blocks/scaledconvolution.h"
#include "core/neural/models/limits.h"

#include <cmath>
#include <numeric>

namespace vitrine::neural {

namespace {

constexpr std::int64_t kMostStages = 16;

void checkSizes(ConfigReader& read, const NfResNetConfig& config) {
    if (config.depths.size() != config.channels.size() || config.depths.empty() ||
        config.depths.size() > kMostStages) {
        read.refuse("The stages do not fit together",
                    "depths has " + std::to_string(config.depths.size()) + " entries, channels " +
                        std::to_string(config.channels.size()));
        return;
    }
    if (config.stemKernel % 2 == 0) {
        read.refuse("The stem's filters have no middle", "stem_kernel must be odd");
    }
    if (config.imageSize % config.cellSize() != 0) {
        read.refuse("The cells of the last map do not fill the picture",
                    "image_size is " + std::to_string(config.imageSize) + ", a cell has " +
                        std::to_string(config.cellSize()) + " pixels a side");
    }
}

} // namespace

std::int64_t NfResNetConfig::blocks() const {
    return std::accumulate(depths.begin(), depths.end(), std::int64_t{0});
}

std::int64_t NfResNetConfig::bottleneck(std::int64_t channelsOut) const {
    return std::max(std::int64_t{1}, static_cast<std::int64_t>(std::llround(
                                         bottleRatio * static_cast<double>(channelsOut))));
}

std::int64_t NfResNetConfig::cellSize() const {
    const auto stages = static_cast<std::int64_t>(depths.size());
    return stemStride * (stemPool ? 2 : 1) << (stages - 1); // the first stage keeps the size
}

NfResNetConfig readNfResNetConfig(ConfigReader& read) {
    constexpr std::int64_t kMostKernel = 31;
    NfResNetConfig config;
    config.depths = read.integers("depths", config.depths, 1, kMostLayers);
    config.channels = read.integers("channels", config.channels, 1, kMostWidth);
    config.stemChannels = read.integer("stem_channels", config.stemChannels, 1, kMostWidth);
    config.stemKernel = read.integer("stem_kernel", config.stemKernel, 1, kMostKernel);
    config.stemStride = read.integer("stem_stride", config.stemStride, 1, kMostKernel);
    config.stemPool = read.flag("stem_pool", config.stemPool);
    config.bottleRatio = read.number("bottle_ratio", config.bottleRatio, 0, 1);
    config.alpha = read.number("alpha", config.alpha, 0, 1);
    config.epsilon = read.number("std_conv_eps", config.epsilon, 0, 1);
    config.activation = read.activation("hidden_act", "relu");
    config.imageSize = read.integer("image_size", config.imageSize, 1, kMostWidth);
    config.architecture = read.architecture();
    config.labels = read.classLabels();
    checkSizes(read, config);
    if (const auto gamma = varianceGain(config.activation)) {
        config.gamma = *gamma;
    } else {
        read.refuse("There is no variance gain for the configuration's “hidden_act”",
                    "Known are relu, silu and gelu");
    }
    return config;
}

} // namespace vitrine::neural
