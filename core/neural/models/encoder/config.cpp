#include "core/neural/models/encoder/config.h"

#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

void checkPositions(ConfigReader& read) {
    const std::string positions = read.text("position_embedding_type", "absolute");
    if (positions != "absolute") {
        read.refuse("The position embedding “" + positions + "” cannot be opened",
                    "Only absolute positions are known for encoders of texts");
    }
}

} // namespace

EncoderConfig readEncoderConfig(ConfigReader& read, EncoderConfig defaults,
                                const EncoderKeys& keys) {
    EncoderConfig config = std::move(defaults);
    config.vocabulary = read.integer("vocab_size", config.vocabulary, 1, kMostRows);
    config.width = read.integer(keys.width, config.width, 1, kMostWidth);
    if (config.embeddingWidth > 0) {
        config.embeddingWidth =
            read.integer("embedding_size", config.embeddingWidth, 1, kMostWidth);
    }
    config.layers = read.integer(keys.layers, config.layers, 1, kMostLayers);
    config.heads = read.integer(keys.heads, config.heads, 1, config.width);
    config.inner = read.integer(keys.inner, config.inner, 1, kMostWidth);
    config.positions = read.integer("max_position_embeddings", config.positions, 1, kMostRows);
    if (config.types > 0) {
        config.types = read.integer("type_vocab_size", config.types, 1, kMostWidth);
    }
    config.epsilon = read.number("layer_norm_eps", config.epsilon, 0, 1);
    config.activation = read.activation(keys.activation, config.activationName);
    config.tied = read.flag("tie_word_embeddings", config.tied);
    config.architecture = read.architecture();
    config.labels = read.classLabels();
    read.headsDivide(keys.width, config.width, keys.heads, config.heads);
    checkPositions(read);
    return config;
}

} // namespace vitrine::neural
