#include "core/neural/models/decoder/layer.h"

namespace vitrine::neural {

namespace {

// Conv1D stores [in, out]; c_proj is square, so a missed transpose would be silent.
Linear conv(const Scope& scope, std::int64_t in, std::int64_t out) {
    return Linear(scope, {.in = in, .out = out, .layout = WeightLayout::InOut});
}

Block decoderLayer(const Scope& scope, const DecoderConfig& config, std::int64_t layer,
                   NormOrder order) {
    const std::int64_t width = config.width;
    const Linear fused = conv(scope / "attn.c_attn", width, 3 * width);
    return {order,
            MultiHeadAttention({.query = fused.outputs(0, width),
                                .key = fused.outputs(width, width),
                                .value = fused.outputs(2 * width, width),
                                .output = conv(scope / "attn.c_proj", width, width)},
                               {.heads = config.heads,
                                .headWidth = width / config.heads,
                                .scale = config.scaleOf(layer)}),
            Norm(scope / "ln_1", width, config.epsilon),
            Mlp(conv(scope / "mlp.c_fc", width, config.inner),
                conv(scope / "mlp.c_proj", config.inner, width), config.activation),
            Norm(scope / "ln_2", width, config.epsilon)};
}

} // namespace

std::vector<Block> decoderLayers(const Scope& scope, const DecoderConfig& config, NormOrder order) {
    std::vector<Block> layers;
    for (std::int64_t index = 0; index < config.layers; ++index) {
        layers.push_back(decoderLayer(scope / index, config, index, order));
    }
    return layers;
}

} // namespace vitrine::neural
