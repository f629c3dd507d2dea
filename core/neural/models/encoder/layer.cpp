#include "core/neural/models/encoder/layer.h"

#include <cmath>

namespace vitrine::neural {

Block encoderLayer(const Scope& scope, const EncoderConfig& config,
                   const EncoderLayerNames& names) {
    const LinearOptions square{.in = config.width, .out = config.width};
    const std::int64_t headWidth = config.width / config.heads;
    return {NormOrder::Post,
            MultiHeadAttention({.query = Linear(scope / names.query, square),
                                .key = Linear(scope / names.key, square),
                                .value = Linear(scope / names.value, square),
                                .output = Linear(scope / names.output, square)},
                               {.heads = config.heads,
                                .headWidth = headWidth,
                                .scale = 1 / std::sqrt(static_cast<double>(headWidth))}),
            Norm(scope / names.attentionNorm, config.width, config.epsilon),
            Mlp(Linear(scope / names.up, {.in = config.width, .out = config.inner}),
                Linear(scope / names.down, {.in = config.inner, .out = config.width}),
                config.activation),
            Norm(scope / names.norm, config.width, config.epsilon)};
}

std::vector<Block> encoderLayers(const Scope& scope, const EncoderConfig& config,
                                 const EncoderLayerNames& names) {
    std::vector<Block> layers;
    for (std::int64_t index = 0; index < config.layers; ++index) {
        layers.push_back(encoderLayer(scope / index, config, names));
    }
    return layers;
}

} // namespace vitrine::neural
