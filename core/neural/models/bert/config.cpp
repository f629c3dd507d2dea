#include "core/neural/models/bert/config.h"

#include "core/neural/models/config.h"
#include "core/neural/models/limits.h"

namespace vitrine::neural {

Outcome<BertConfig> readBertConfig(const Json& config, const std::string& where) {
    ConfigReader read(config, where);
    BertConfig bert;
    bert.vocabulary = read.integer("vocab_size", bert.vocabulary, 1, kMostRows);
    bert.width = read.integer("hidden_size", bert.width, 1, kMostWidth);
    bert.layers = read.integer("num_hidden_layers", bert.layers, 1, kMostLayers);
    bert.heads = read.integer("num_attention_heads", bert.heads, 1, bert.width);
    bert.inner = read.integer("intermediate_size", bert.inner, 1, kMostWidth);
    bert.positions = read.integer("max_position_embeddings", bert.positions, 1, kMostRows);
    bert.types = read.integer("type_vocab_size", bert.types, 1, kMostWidth);
    bert.epsilon = read.number("layer_norm_eps", bert.epsilon, 0, 1);
    bert.architecture = read.architecture();
    bert.labels = read.classLabels();
    const std::string positions = read.text("position_embedding_type", "absolute");
    if (positions != "absolute") {
        read.refuse("The position embedding “" + positions + "” cannot be opened",
                    "Only absolute positions are known for BERT");
    }
    if (bert.width % bert.heads != 0) {
        read.refuse("The heads do not divide the width",
                    "hidden_size is " + std::to_string(bert.width) +
                        ", num_attention_heads is " + std::to_string(bert.heads));
    }
    const auto activation = activationNamed(read.text("hidden_act", "gelu"), where);
    if (read.problem()) {
        return *read.problem();
    }
    if (!activation) {
        return activation.as<BertConfig>();
    }
    bert.activation = *activation;
    return bert;
}

} // namespace vitrine::neural
