#include "core/neural/models/vision/layer.h"

#include <cmath>

namespace vitrine::neural {

namespace {

Block visionLayer(const Scope& scope, const VisionConfig& config) {
    const std::int64_t headWidth = config.width / config.heads;
    const LinearOptions square{.in = config.width, .out = config.width};
    const LinearOptions projection{
        .in = config.width, .out = config.width, .bias = config.queryKeyValueBias};
    const Scope self = scope / "attention.attention";
    return {NormOrder::Pre,
            MultiHeadAttention({.query = Linear(self / "query", projection),
                                .key = Linear(self / "key", projection),
                                .value = Linear(self / "value", projection),
                                .output = Linear(scope / "attention.output.dense", square)},
                               {.heads = config.heads,
                                .headWidth = headWidth,
                                .scale = 1 / std::sqrt(static_cast<double>(headWidth))}),
            Norm(scope / "layernorm_before", config.width, config.epsilon),
            Mlp(Linear(scope / "intermediate.dense", {.in = config.width, .out = config.inner}),
                Linear(scope / "output.dense", {.in = config.inner, .out = config.width}),
                config.activation),
            Norm(scope / "layernorm_after", config.width, config.epsilon)};
}

} // namespace

std::vector<Block> visionLayers(const Scope& scope, const VisionConfig& config) {
    std::vector<Block> layers;
    for (std::int64_t index = 0; index < config.layers; ++index) {
        layers.push_back(visionLayer(scope / index, config));
    }
    return layers;
}

} // namespace vitrine::neural
