#include "core/neural/models/bart/bart.h"

#include "core/neural/models/config.h"
#include "core/neural/models/limits.h"
#include "core/neural/models/seq2seq/encoderdecoder.h"

#include <cmath>

namespace vitrine::neural {

namespace {

// Published tables keep two rows that no token uses.
constexpr std::int64_t kOffset = 2;
constexpr double kEpsilon = 1e-5; // no configuration says another

struct BartStream {
    std::int64_t layers = 12;
    std::int64_t heads = 16;
    std::int64_t inner = 4096;
};

struct BartConfig {
    std::int64_t vocabulary = 50265;
    std::int64_t width = 1024;
    std::int64_t positions = 1024;
    BartStream encoder;
    BartStream decoder;
    Activation activation = Activation::GeluErf;
    bool scaledWords = false; ///< by √D
    SequenceIds ids;
    std::string architecture;
};

BartStream readStream(ConfigReader& read, const std::string& tower, std::int64_t width) {
    BartStream stream;
    stream.layers = read.integer(tower + "_layers", stream.layers, 1, kMostLayers);
    stream.heads = read.integer(tower + "_attention_heads", stream.heads, 1, width);
    stream.inner = read.integer(tower + "_ffn_dim", stream.inner, 1, kMostWidth);
    read.headsDivide("d_model", width, tower + "_attention_heads", stream.heads);
    return stream;
}

BartConfig readBartConfig(ConfigReader& read) {
    BartConfig config;
    config.vocabulary = read.integer("vocab_size", config.vocabulary, 1, kMostRows);
    config.width = read.integer("d_model", config.width, 1, kMostWidth);
    config.positions = read.integer("max_position_embeddings", config.positions, 1, kMostRows);
    config.encoder = readStream(read, "encoder", config.width);
    config.decoder = readStream(read, "decoder", config.width);
    config.activation = read.activation("activation_function", "gelu");
    config.scaledWords = read.flag("scale_embedding", false);
    config.ids.pad = read.integer("pad_token_id", 1, 0, kMostRows);
    config.ids.end = read.integer("eos_token_id", 2, 0, kMostRows);
    config.ids.start = read.integer("decoder_start_token_id", config.ids.end, 0, kMostRows);
    config.ids.forcedFirst = read.id("forced_bos_token_id", std::nullopt);
    config.ids.forcedLast = read.id("forced_eos_token_id", config.ids.end);
    config.architecture = read.architecture();
    if (config.encoder.heads != config.decoder.heads) {
        read.refuse("Encoder and decoder have different numbers of heads",
                    "encoder_attention_heads and decoder_attention_heads must be equal");
    }
    return config;
}

MultiHeadAttention attention(const Scope& scope, const BartConfig& config, std::int64_t heads) {
    const LinearOptions square{.in = config.width, .out = config.width};
    const std::int64_t headWidth = config.width / heads;
    return {{.query = Linear(scope / "q_proj", square),
             .key = Linear(scope / "k_proj", square),
             .value = Linear(scope / "v_proj", square),
             .output = Linear(scope / "out_proj", square)},
            {.heads = heads,
             .headWidth = headWidth,
             .scale = 1 / std::sqrt(static_cast<double>(headWidth))}};
}

Block layer(const Scope& scope, const BartConfig& config, const BartStream& sizes, bool decodes) {
    const auto norm = [&](const char* name) { return Norm(scope / name, config.width, kEpsilon); };
    Mlp mlp(Linear(scope / "fc1", {.in = config.width, .out = sizes.inner}),
            Linear(scope / "fc2", {.in = sizes.inner, .out = config.width}), config.activation);
    MultiHeadAttention self = attention(scope / "self_attn", config, sizes.heads);
    if (!decodes) {
        return {NormOrder::Post, std::move(self), norm("self_attn_layer_norm"), std::move(mlp),
                norm("final_layer_norm")};
    }
    return {NormOrder::Post,
            std::move(self),
            norm("self_attn_layer_norm"),
            CrossAttention{.attention = attention(scope / "encoder_attn", config, sizes.heads),
                           .norm = norm("encoder_attn_layer_norm")},
            std::move(mlp),
            norm("final_layer_norm")};
}

Stream stream(const Scope& scope, const BartConfig& config, const EmbeddingTable& words,
              bool decodes) {
    const BartStream& sizes = decodes ? config.decoder : config.encoder;
    std::vector<Block> layers;
    for (std::int64_t index = 0; index < sizes.layers; ++index) {
        layers.push_back(layer(scope / "layers" / index, config, sizes, decodes));
    }
    return {.embedding = {.words = words,
                          .scale =
                              config.scaledWords ? std::sqrt(static_cast<double>(config.width)) : 1,
                          .learned = EmbeddingTable(scope / "embed_positions",
                                                    config.positions + kOffset, config.width),
                          .offset = kOffset,
                          .norm = Norm(scope / "layernorm_embedding", config.width, kEpsilon)},
            .layers = std::move(layers),
            .norm = std::nullopt,
            .bias = std::nullopt,
            .heads = sizes.heads};
}

Outcome<std::unique_ptr<Network>> buildBart(const Json& json, const std::string& where,
                                            ParameterSource& parameters) {
    ConfigReader read(json, where);
    const BartConfig config = readBartConfig(read);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    const EmbeddingTable words(scope / "shared", config.vocabulary, config.width);
    const std::int64_t headWidth = config.width / config.encoder.heads;
    return encoderDecoder(
        {.card = {.family = "bart",
                  .architecture = config.architecture,
                  .layers = config.encoder.layers,
                  .heads = config.encoder.heads,
                  .width = config.width,
                  .vocabulary = config.vocabulary,
                  .positions = config.positions,
                  .tasks = {"generate"}},
         .encoder = stream(scope / "encoder", config, words, /*decodes=*/false),
         .decoder = stream(scope / "decoder", config, words, /*decodes=*/true),
         .headWidth = headWidth,
         .attentionScale = 1 / std::sqrt(static_cast<double>(headWidth)),
         .outputTable = words.weight(),
         .outputBias =
             scope.has("final_logits_bias")
                 ? scope.parameter("final_logits_bias", {1, config.vocabulary}, Init::Zeros)
                       .squeeze(0)
                 : at::Tensor(),
         .ids = config.ids});
}

} // namespace

Family bartFamily() {
    return {.modelType = "bart",
            .classifier = "",
            .classifierHeads = {},
            .names = {.prefixes = {"model."},
                      .endings = {},
                      .ignored = {},
                      .tied = {"encoder.embed_tokens.", "decoder.embed_tokens.", "lm_head."},
                      .heads = {"final_logits_bias", "lm_head."}},
            .build = &buildBart};
}

} // namespace vitrine::neural
