#pragma once

#include "core/neural/models/config.h"
#include "core/neural/models/layer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What encoders of pictures say in their config.json. A family begins with its own defaults; these
/// are ViT's and DeiT's.
struct VisionConfig {
    std::int64_t imageSize = 224;
    std::int64_t patchSize = 16;
    std::int64_t width = 768;
    std::int64_t layers = 12;
    std::int64_t heads = 12;
    std::int64_t inner = 3072;
    double epsilon = 1e-12;
    bool queryKeyValueBias = true;
    Activation activation = Activation::GeluErf;
    std::string activationName = "gelu"; ///< as configurations spell the default
    std::string architecture;
    std::vector<std::string> labels;

    /// Patches of a picture of the usual size.
    [[nodiscard]] std::int64_t patches() const {
        return (imageSize / patchSize) * (imageSize / patchSize);
    }

    [[nodiscard]] LayerSizes layerSizes() const {
        return {.width = width,
                .heads = heads,
                .inner = inner,
                .epsilon = epsilon,
                .activation = activation,
                .queryKeyValueBias = queryKeyValueBias};
    }
};

/// Fills what the configuration gives; faults stay with the reader.
[[nodiscard]] VisionConfig readVisionConfig(ConfigReader& read, VisionConfig defaults = {});

} // namespace vitrine::neural
