#include "core/neural/models/decoder/config.h"

#include "core/neural/models/limits.h"

namespace vitrine::neural {

DecoderConfig readDecoderConfig(ConfigReader& read, DecoderConfig defaults) {
    DecoderConfig config = std::move(defaults);
    config.vocabulary = read.integer("vocab_size", config.vocabulary, 1, kMostRows);
    config.positions = read.integer("n_positions", config.positions, 1, kMostRows);
    config.width = read.integer("n_embd", config.width, 1, kMostWidth);
    config.layers = read.integer("n_layer", config.layers, 1, kMostLayers);
    config.heads = read.integer("n_head", config.heads, 1, config.width);
    config.inner = 4 * config.width;
    config.epsilon = read.number("layer_norm_epsilon", config.epsilon, 0, 1);
    config.pad = read.id("pad_token_id", config.pad);
    config.end = read.id("eos_token_id", config.end);
    config.architecture = read.architecture();
    config.labels = read.classLabels();
    read.headsDivide("n_embd", config.width, "n_head", config.heads);
    return config;
}

} // namespace vitrine::neural
