#include "core/neural/models/electra/electra.h"

#include "core/neural/models/encoder/textencoder.h"

namespace vitrine::neural {

namespace {

EncoderHeads electraHeads(const Scope& scope, const EncoderConfig& config,
                          const at::Tensor& words) {
    const std::int64_t width = config.width;
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    const bool tags = config.architecture == "ElectraForTokenClassification";
    return {.maskedWord = presentMaskedWordHead(scope, config,
                                                {.dense = "generator_predictions.dense",
                                                 .norm = "generator_predictions.LayerNorm",
                                                 .table = "generator_lm_head.weight",
                                                 .bias = "generator_lm_head.bias"},
                                                Activation::GeluErf, words),
            .replaced = presentTwoLayerHead(scope, "discriminator_predictions.dense",
                                            "discriminator_predictions.dense_prediction", width, 1,
                                            config.activation),
            .firstClassifier =
                tags ? std::nullopt
                     : presentTwoLayerHead(scope, "classifier.dense", "classifier.out_proj", width,
                                           classes, Activation::GeluErf),
            .tagger = tags ? presentLinear(scope / "classifier", {.in = width, .out = classes})
                           : std::nullopt,
            .span = presentLinear(scope / "qa_outputs", {.in = width, .out = 2})};
}

Outcome<std::unique_ptr<Network>> buildElectra(const Json& json, const std::string& where,
                                               ParameterSource& parameters) {
    ConfigReader read(json, where);
    const EncoderConfig config =
        readEncoderConfig(read, {.width = 256, .embeddingWidth = 128, .heads = 4, .inner = 1024});
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    TextEmbedding embedding(scope / "embeddings", config);
    if (config.tableWidth() != config.width) {
        embedding.widenBy(
            Linear(scope / "embeddings_project", {.in = config.tableWidth(), .out = config.width}));
    }
    EncoderHeads heads = electraHeads(scope, config, embedding.wordTable());
    return textEncoder({.family = "electra",
                        .config = config,
                        .embedding = std::move(embedding),
                        .layers = encoderLayers(scope / "encoder.layer", config),
                        .heads = std::move(heads),
                        .longest = config.positions});
}

} // namespace

Family electraFamily() {
    return {.modelType = "electra",
            .classifier = "ElectraForSequenceClassification",
            .classifierHeads = {"classifier."},
            .names = {.prefixes = {"electra."},
                      .endings = {},
                      .ignored = {"embeddings.position_ids"},
                      .tied = {"generator_lm_head.weight"},
                      .heads = {"generator_", "discriminator_", "classifier.", "qa_outputs."}},
            .build = &buildElectra};
}

} // namespace vitrine::neural
