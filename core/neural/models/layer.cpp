#include "core/neural/models/layer.h"

#include <cmath>

namespace vitrine::neural {

namespace {

AttentionProjections projectionsOf(const Scope& scope, const LayerSizes& sizes,
                                   const AttentionNames& names, std::int64_t memoryWidth) {
    const std::int64_t width = sizes.width;
    const bool bias = sizes.queryKeyValueBias;
    const LinearOptions square{.in = width, .out = width};
    if (!names.fused.empty()) {
        const Linear fused(scope / names.fused, {.in = width, .out = 3 * width, .bias = bias});
        return {.query = fused.outputs(0, width),
                .key = fused.outputs(width, width),
                .value = fused.outputs(2 * width, width),
                .output = Linear(scope / names.output, square)};
    }
    const LinearOptions ofMemory{.in = memoryWidth, .out = width, .bias = bias};
    return {.query = Linear(scope / names.query, {.in = width, .out = width, .bias = bias}),
            .key = Linear(scope / names.key, ofMemory),
            .value = Linear(scope / names.value, ofMemory),
            .output = Linear(scope / names.output, square)};
}

} // namespace

MultiHeadAttention attentionOf(const Scope& scope, const LayerSizes& sizes,
                               const AttentionNames& names, std::int64_t memoryWidth) {
    const std::int64_t headWidth = sizes.width / sizes.heads;
    return {projectionsOf(scope, sizes, names, memoryWidth),
            {.heads = sizes.heads,
             .headWidth = headWidth,
             .scale = 1 / std::sqrt(static_cast<double>(headWidth))}};
}

Block layerOf(const Scope& scope, NormOrder order, const LayerSizes& sizes, const LayerNames& names,
              const std::optional<CrossNames>& cross) {
    const auto norm = [&](std::string_view name) {
        return Norm(scope / name, sizes.width, sizes.epsilon);
    };
    const auto attention = [&](const AttentionNames& ofAttention, std::int64_t memoryWidth) {
        return attentionOf(scope, sizes, ofAttention, memoryWidth);
    };
    const auto mlp = [&] {
        return Mlp(Linear(scope / names.up, {.in = sizes.width, .out = sizes.inner}),
                   Linear(scope / names.down, {.in = sizes.inner, .out = sizes.width}),
                   sizes.activation);
    };
    if (!cross) {
        return {order, attention(names.attention, sizes.width), norm(names.attentionNorm), mlp(),
                norm(names.norm)};
    }
    return {order,
            attention(names.attention, sizes.width),
            norm(names.attentionNorm),
            CrossAttention{.attention = attention(cross->attention, cross->memoryWidth),
                           .norm = norm(cross->norm)},
            mlp(),
            norm(names.norm)};
}

std::vector<Block> layersOf(const Scope& scope, std::int64_t count, NormOrder order,
                            const LayerSizes& sizes, const LayerNames& names,
                            const std::optional<CrossNames>& cross) {
    std::vector<Block> layers;
    for (std::int64_t index = 0; index < count; ++index) {
        layers.push_back(layerOf(scope / index, order, sizes, names, cross));
    }
    return layers;
}

} // namespace vitrine::neural
