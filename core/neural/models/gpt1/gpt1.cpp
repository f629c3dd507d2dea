#include "core/neural/models/gpt1/gpt1.h"

#include "core/neural/models/decoder/textdecoder.h"

namespace vitrine::neural {

namespace {

// GPT's configurations say "gelu" and mean the tanh form; another name is as everywhere.
Activation activationOf(ConfigReader& read) {
    return read.text("afn", "gelu") == "gelu" ? Activation::GeluTanh
                                              : read.activation("afn", "gelu_new");
}

Outcome<std::unique_ptr<Network>> buildGpt1(const Json& json, const std::string& where,
                                            ParameterSource& parameters) {
    ConfigReader read(json, where);
    DecoderConfig config = readDecoderConfig(read, {.vocabulary = 40478, .positions = 512});
    config.activation = activationOf(read);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    const std::int64_t width = config.width;
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    return textDecoder(
        {.family = "openai-gpt",
         .config = config,
         .words = EmbeddingTable(scope / "tokens_embed", config.vocabulary, width),
         .positions = EmbeddingTable(scope / "positions_embed", config.positions, width),
         .layers = decoderLayers(scope / "h", config, NormOrder::Post),
         .norm = std::nullopt,
         .score = presentLinear(scope / "score", {.in = width, .out = classes, .bias = false})});
}

} // namespace

Family gpt1Family() {
    return {.modelType = "openai-gpt",
            .classifier = "OpenAIGPTForSequenceClassification",
            .classifierHeads = {"score."},
            .names = {.prefixes = {"transformer."},
                      .endings = {},
                      .ignored = {".attn.bias", ".position_ids"},
                      .tied = {"lm_head."},
                      .heads = {"score."}},
            .build = &buildGpt1};
}

} // namespace vitrine::neural
