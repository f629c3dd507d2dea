#include "core/neural/models/roberta/roberta.h"

#include "core/neural/models/encoder/textencoder.h"
#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

EncoderHeads robertaHeads(const Scope& scope, const EncoderConfig& config,
                          const at::Tensor& words) {
    const std::int64_t width = config.width;
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    const bool tags = config.architecture == "RobertaForTokenClassification";
    // transformers' classifiers have no pooler, also where training would add one.
    const bool classifies = config.architecture.ends_with("Classification");
    return {.pooler = classifies
                          ? std::nullopt
                          : presentLinear(scope / "pooler.dense", {.in = width, .out = width}),
            // The head's activation is no switch: erf GELU whatever hidden_act says.
            .maskedWord = presentMaskedWordHead(
                scope / "lm_head", config,
                {.dense = "dense", .norm = "layer_norm", .table = "decoder.weight", .bias = "bias"},
                Activation::GeluErf, words),
            .firstClassifier =
                tags ? std::nullopt
                     : presentTwoLayerHead(scope, "classifier.dense", "classifier.out_proj", width,
                                           classes, Activation::Tanh),
            .tagger = tags ? presentLinear(scope / "classifier", {.in = width, .out = classes})
                           : std::nullopt,
            .span = presentLinear(scope / "qa_outputs", {.in = width, .out = 2})};
}

Outcome<std::unique_ptr<Network>> buildRoberta(const Json& json, const std::string& where,
                                               ParameterSource& parameters) {
    ConfigReader read(json, where);
    const EncoderConfig config = readEncoderConfig(read, {.vocabulary = 50265});
    const std::int64_t padId = read.integer("pad_token_id", 1, 0, kMostRows);
    if (config.positions <= padId + 1) {
        read.refuse("The position table has no row for a token",
                    "max_position_embeddings must exceed pad_token_id + 1");
    }
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    TextEmbedding embedding(scope / "embeddings", config, padId);
    EncoderHeads heads = robertaHeads(scope, config, embedding.wordTable());
    return textEncoder({.family = "roberta",
                        .config = config,
                        .embedding = std::move(embedding),
                        .layers = encoderLayers(scope / "encoder.layer", config),
                        .heads = std::move(heads),
                        .longest = config.positions - padId - 1});
}

} // namespace

Family robertaFamily() {
    return {.modelType = "roberta",
            .classifier = "RobertaForSequenceClassification",
            .classifierHeads = {"classifier."},
            .names = {.prefixes = {"roberta."},
                      .endings = {{".gamma", ".weight"}, {".beta", ".bias"}},
                      .ignored = {"embeddings.position_ids"},
                      .tied = {"lm_head.decoder."},
                      .heads = {"lm_head.", "classifier.", "qa_outputs."}},
            .build = &buildRoberta};
}

} // namespace vitrine::neural
