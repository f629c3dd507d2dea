#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/neural/blocks/mlp.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::neural {

/// config.json of a ViT, with Hugging Face's defaults.
struct VitConfig {
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

[[nodiscard]] Outcome<VitConfig> readVitConfig(const Json& config, const std::string& where);

} // namespace vitrine::neural
