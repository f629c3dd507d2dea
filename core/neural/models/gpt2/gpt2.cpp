#include "core/neural/models/gpt2/gpt2.h"

#include "core/neural/models/decoder/textdecoder.h"
#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

Outcome<std::unique_ptr<Network>> buildGpt2(const Json& json, const std::string& where,
                                            ParameterSource& parameters) {
    ConfigReader read(json, where);
    DecoderConfig config = readDecoderConfig(read, {.end = 50256});
    config.inner = read.integer("n_inner", config.inner, 1, kMostWidth);
    config.scaled = read.flag("scale_attn_weights", true);
    config.scaledByLayer = read.flag("scale_attn_by_inverse_layer_idx", false);
    config.activation = read.activation("activation_function", "gelu_new");
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    const std::int64_t width = config.width;
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    return textDecoder(
        {.family = "gpt2",
         .config = config,
         .words = EmbeddingTable(scope / "wte", config.vocabulary, width),
         .positions = EmbeddingTable(scope / "wpe", config.positions, width),
         .layers = decoderLayers(scope / "h", config, NormOrder::Pre),
         .norm = Norm(scope / "ln_f", width, config.epsilon),
         .score = presentLinear(scope / "score", {.in = width, .out = classes, .bias = false})});
}

} // namespace

Family gpt2Family() {
    return {.modelType = "gpt2",
            .classifier = "GPT2ForSequenceClassification",
            .classifierHeads = {"score."},
            .names = {.prefixes = {"transformer."},
                      .endings = {},
                      .ignored = {".attn.bias", ".attn.masked_bias"},
                      .tied = {"lm_head."},
                      .heads = {"score."}},
            .build = &buildGpt2};
}

} // namespace vitrine::neural
