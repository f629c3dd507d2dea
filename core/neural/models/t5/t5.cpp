#include "core/neural/models/t5/t5.h"

#include "core/neural/models/seq2seq/encoderdecoder.h"
#include "core/neural/models/t5/config.h"

#include <cmath>

namespace vitrine::neural {

namespace {

// Distances need no table, so nothing in the model ends; a limit keeps a pasted book away.
constexpr std::int64_t kLongest = 16'384;

Linear plain(const Scope& scope, std::int64_t in, std::int64_t out) {
    return Linear(scope, {.in = in, .out = out, .bias = false});
}

Norm rootMeanSquare(const Scope& scope, const T5Config& config) {
    return {scope, config.width, config.epsilon, NormKind::RootMeanSquare};
}

// The scores are not scaled: the initialisation of the queries does it.
MultiHeadAttention attention(const Scope& scope, const T5Config& config) {
    const std::int64_t joined = config.heads * config.headWidth;
    return {{.query = plain(scope / "q", config.width, joined),
             .key = plain(scope / "k", config.width, joined),
             .value = plain(scope / "v", config.width, joined),
             .output = plain(scope / "o", joined, config.width)},
            {.heads = config.heads, .headWidth = config.headWidth, .scale = 1}};
}

Mlp feedForward(const Scope& scope, const T5Config& config) {
    Linear down = plain(scope / "wo", config.inner, config.width);
    if (!config.gated) {
        return {plain(scope / "wi", config.width, config.inner), std::move(down),
                config.activation};
    }
    return {plain(scope / "wi_0", config.width, config.inner), std::move(down), config.activation,
            plain(scope / "wi_1", config.width, config.inner)};
}

Block encoderBlock(const Scope& scope, const T5Config& config) {
    return {NormOrder::Pre, attention(scope / "layer.0.SelfAttention", config),
            rootMeanSquare(scope / "layer.0.layer_norm", config),
            feedForward(scope / "layer.1.DenseReluDense", config),
            rootMeanSquare(scope / "layer.1.layer_norm", config)};
}

Block decoderBlock(const Scope& scope, const T5Config& config) {
    return {NormOrder::Pre,
            attention(scope / "layer.0.SelfAttention", config),
            rootMeanSquare(scope / "layer.0.layer_norm", config),
            CrossAttention{.attention = attention(scope / "layer.1.EncDecAttention", config),
                           .norm = rootMeanSquare(scope / "layer.1.layer_norm", config)},
            feedForward(scope / "layer.2.DenseReluDense", config),
            rootMeanSquare(scope / "layer.2.layer_norm", config)};
}

Stream stream(const Scope& scope, const T5Config& config, const EmbeddingTable& words,
              bool decodes) {
    std::vector<Block> layers;
    const std::int64_t count = decodes ? config.decoderLayers : config.layers;
    for (std::int64_t index = 0; index < count; ++index) {
        const Scope block = scope / "block" / index;
        layers.push_back(decodes ? decoderBlock(block, config) : encoderBlock(block, config));
    }
    return {.embedding = {.words = words},
            .layers = std::move(layers),
            .norm = rootMeanSquare(scope / "final_layer_norm", config),
            .bias = RelativeBias(scope / "block.0.layer.0.SelfAttention.relative_attention_bias",
                                 {.heads = config.heads,
                                  .buckets = config.buckets,
                                  .farthest = config.farthest,
                                  .bothSides = !decodes}),
            .heads = config.heads};
}

// The word table may stand under any of its aliases alone.
EmbeddingTable wordTable(const Scope& scope, const T5Config& config) {
    for (const char* alias : {"encoder.embed_tokens", "decoder.embed_tokens"}) {
        if (!scope.has("shared.weight") && scope.has(std::string(alias) + ".weight")) {
            return {scope / alias, config.vocabulary, config.width};
        }
    }
    return {scope / "shared", config.vocabulary, config.width};
}

Outcome<std::unique_ptr<Network>> buildT5(const Json& json, const std::string& where,
                                          ParameterSource& parameters) {
    ConfigReader read(json, where);
    const T5Config config = readT5Config(read);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    const EmbeddingTable words = wordTable(scope, config);
    const bool own = scope.has("lm_head.weight");
    return encoderDecoder(
        {.card = {.family = "t5",
                  .architecture = config.architecture,
                  .layers = config.layers,
                  .heads = config.heads,
                  .width = config.width,
                  .vocabulary = config.vocabulary,
                  .positions = kLongest,
                  .tasks = {"generate"}},
         .encoder = stream(scope / "encoder", config, words, /*decodes=*/false),
         .decoder = stream(scope / "decoder", config, words, /*decodes=*/true),
         .headWidth = config.headWidth,
         .attentionScale = 1,
         .outputTable = own ? scope.parameter("lm_head.weight", {config.vocabulary, config.width},
                                              Init::Normal)
                            : words.weight(),
         .outputBias = {},
         .outputScale = config.scaledOutput ? 1 / std::sqrt(static_cast<double>(config.width)) : 1,
         .ids = config.ids});
}

} // namespace

Family t5Family() {
    return {.modelType = "t5",
            .classifier = "",
            .classifierHeads = {},
            .names = {.prefixes = {},
                      .endings = {},
                      .ignored = {"EncDecAttention.relative_attention_bias.weight"},
                      .tied = {"encoder.embed_tokens.", "decoder.embed_tokens."},
                      .heads = {}},
            .build = &buildT5};
}

} // namespace vitrine::neural
