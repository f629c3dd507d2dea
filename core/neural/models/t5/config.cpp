#include "core/neural/models/t5/config.h"

#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

// "relu", or "gated-gelu", which means the tanh form.
void readFeedForward(ConfigReader& read, T5Config& config) {
    const std::string kind = read.text("feed_forward_proj", "relu");
    config.gated = kind.starts_with("gated-");
    if (kind == "gated-gelu") {
        config.activation = Activation::GeluTanh;
    } else if (kind != "relu" && kind != "gated-relu") {
        read.refuse("The feed-forward layer “" + kind + "” is not known",
                    "Known are relu, gated-relu and gated-gelu");
    }
}

} // namespace

T5Config readT5Config(ConfigReader& read) {
    T5Config config;
    config.vocabulary = read.integer("vocab_size", config.vocabulary, 1, kMostRows);
    config.width = read.integer("d_model", config.width, 1, kMostWidth);
    config.headWidth = read.integer("d_kv", config.headWidth, 1, kMostWidth);
    config.inner = read.integer("d_ff", config.inner, 1, kMostWidth);
    config.layers = read.integer("num_layers", config.layers, 1, kMostLayers);
    config.decoderLayers = read.integer("num_decoder_layers", config.layers, 1, kMostLayers);
    config.heads = read.integer("num_heads", config.heads, 1, kMostWidth);
    config.buckets = read.integer("relative_attention_num_buckets", config.buckets, 4, kMostWidth);
    config.farthest =
        read.integer("relative_attention_max_distance", config.farthest, config.buckets, kMostRows);
    config.epsilon = read.number("layer_norm_epsilon", config.epsilon, 0, 1);
    readFeedForward(read, config);
    // transformers 5 writes tie_word_embeddings: true in any case and tells the rest by this key.
    config.scaledOutput =
        read.flag("scale_decoder_outputs", read.flag("tie_word_embeddings", true));
    config.ids.pad = read.integer("pad_token_id", 0, 0, kMostRows);
    config.ids.start = read.integer("decoder_start_token_id", config.ids.pad, 0, kMostRows);
    config.ids.end = read.integer("eos_token_id", 1, 0, kMostRows);
    config.architecture = read.architecture();
    return config;
}

} // namespace vitrine::neural
