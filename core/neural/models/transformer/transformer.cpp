#include "core/neural/models/transformer/transformer.h"

#include "core/neural/models/config.h"
#include "core/neural/models/limits.h"
#include "core/neural/models/seq2seq/encoderdecoder.h"

#include <cmath>

namespace vitrine::neural {

namespace {

/// config.json of our own layout for it (README of resources/models). The sizes are the paper's
/// base.
struct TransformerConfig {
    std::int64_t vocabulary = 37000; ///< rows of both tables
    std::int64_t width = 512;
    std::int64_t heads = 8;
    std::int64_t encoderLayers = 6;
    std::int64_t decoderLayers = 6;
    std::int64_t inner = 2048;
    std::int64_t positions = 512;
    bool sharedWords = false; ///< one word table for both sides
    bool scaledWords = true;  ///< by √D
    bool bias = false;        ///< of query, key, value and output
    bool finalNorm = false;   ///< after each stack
    double epsilon = 1e-5;
    SequenceIds ids;
    std::string architecture;

    [[nodiscard]] double scale() const { return 1 / std::sqrt(static_cast<double>(width / heads)); }
};

TransformerConfig readTransformerConfig(ConfigReader& read) {
    TransformerConfig config;
    config.vocabulary = read.integer("vocab_size", config.vocabulary, 1, kMostRows);
    config.width = read.integer("d_model", config.width, 1, kMostWidth);
    config.heads = read.integer("num_heads", config.heads, 1, config.width);
    config.encoderLayers = read.integer("encoder_layers", config.encoderLayers, 1, kMostLayers);
    config.decoderLayers = read.integer("decoder_layers", config.decoderLayers, 1, kMostLayers);
    config.inner = read.integer("d_ff", config.inner, 1, kMostWidth);
    config.positions = read.integer("max_position", config.positions, 1, kMostRows);
    config.sharedWords = read.flag("shared_embedding", config.sharedWords);
    config.scaledWords = read.flag("scale_embedding", config.scaledWords);
    config.bias = read.flag("bias", config.bias);
    config.finalNorm = read.flag("final_norm", config.finalNorm);
    config.epsilon = read.number("layer_norm_eps", config.epsilon, 0, 1);
    config.ids.start = read.integer("bos_token_id", 1, 0, kMostRows);
    config.ids.end = read.integer("eos_token_id", 2, 0, kMostRows);
    config.ids.pad = read.integer("pad_token_id", 0, 0, kMostRows);
    config.architecture = read.architecture();
    read.headsDivide("d_model", config.width, "num_heads", config.heads);
    return config;
}

// torch.nn.MultiheadAttention keeps query, key and value in one matrix.
MultiHeadAttention attention(const Scope& scope, const TransformerConfig& config) {
    const std::int64_t width = config.width;
    const Linear fused(scope.parameter("in_proj_weight", {3 * width, width}, Init::Normal),
                       config.bias ? scope.parameter("in_proj_bias", {3 * width}, Init::Zeros)
                                   : at::Tensor());
    return {
        {.query = fused.outputs(0, width),
         .key = fused.outputs(width, width),
         .value = fused.outputs(2 * width, width),
         .output = Linear(scope / "out_proj", {.in = width, .out = width, .bias = config.bias})},
        {.heads = config.heads, .headWidth = width / config.heads, .scale = config.scale()}};
}

Block layer(const Scope& scope, const TransformerConfig& config, bool decodes) {
    const auto norm = [&](const char* name) {
        return Norm(scope / name, config.width, config.epsilon);
    };
    Mlp mlp(Linear(scope / "linear1", {.in = config.width, .out = config.inner}),
            Linear(scope / "linear2", {.in = config.inner, .out = config.width}), Activation::Relu);
    MultiHeadAttention self = attention(scope / "self_attn", config);
    if (!decodes) {
        return {NormOrder::Post, std::move(self), norm("norm1"), std::move(mlp), norm("norm2")};
    }
    return {NormOrder::Post,
            std::move(self),
            norm("norm1"),
            CrossAttention{.attention = attention(scope / "multihead_attn", config),
                           .norm = norm("norm2")},
            std::move(mlp),
            norm("norm3")};
}

Stream stream(const Scope& scope, const TransformerConfig& config, const EmbeddingTable& words,
              bool decodes) {
    std::vector<Block> layers;
    const std::int64_t count = decodes ? config.decoderLayers : config.encoderLayers;
    for (std::int64_t index = 0; index < count; ++index) {
        layers.push_back(layer(scope / "layers" / index, config, decodes));
    }
    Stream stream{.embedding = {.words = words,
                                .scale = config.scaledWords
                                             ? std::sqrt(static_cast<double>(config.width))
                                             : 1,
                                .sinusoid = true},
                  .layers = std::move(layers),
                  .norm = std::nullopt,
                  .bias = std::nullopt,
                  .heads = config.heads};
    if (config.finalNorm) {
        stream.norm = Norm(scope / "norm", config.width, config.epsilon);
    }
    return stream;
}

Outcome<std::unique_ptr<Network>> buildTransformer(const Json& json, const std::string& where,
                                                   ParameterSource& parameters) {
    ConfigReader read(json, where);
    const TransformerConfig config = readTransformerConfig(read);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    const EmbeddingTable source(scope / "source_embedding", config.vocabulary, config.width);
    const EmbeddingTable target =
        config.sharedWords
            ? source
            : EmbeddingTable(scope / "target_embedding", config.vocabulary, config.width);
    return encoderDecoder(
        {.card = {.family = "transformer",
                  .architecture = config.architecture,
                  .layers = config.encoderLayers,
                  .heads = config.heads,
                  .width = config.width,
                  .vocabulary = config.vocabulary,
                  .positions = config.positions,
                  .tasks = {"generate"}},
         .encoder = stream(scope / "encoder", config, source, /*decodes=*/false),
         .decoder = stream(scope / "decoder", config, target, /*decodes=*/true),
         .headWidth = config.width / config.heads,
         .attentionScale = config.scale(),
         .outputTable =
             scope.parameter("lm_head.weight", {config.vocabulary, config.width}, Init::Normal),
         .outputBias = scope.has("lm_head.bias")
                           ? scope.parameter("lm_head.bias", {config.vocabulary}, Init::Zeros)
                           : at::Tensor(),
         .ids = config.ids});
}

} // namespace

Family transformerFamily() {
    return {.modelType = "transformer",
            .classifier = "",
            .classifierHeads = {},
            .names = {.prefixes = {}, .endings = {}, .ignored = {}, .tied = {}, .heads = {}},
            .build = &buildTransformer};
}

} // namespace vitrine::neural
