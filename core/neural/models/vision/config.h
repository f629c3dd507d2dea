#pragma once

#include "core/neural/models/config.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What ViT and DeiT say in their config.json, with Hugging Face's defaults.
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
    std::string architecture;
    std::vector<std::string> labels;
};

/// Fills what the configuration gives; faults stay with the reader.
[[nodiscard]] VisionConfig readVisionConfig(ConfigReader& read);

} // namespace vitrine::neural
