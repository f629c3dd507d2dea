#include "core/neural/models/bert/bert.h"

#include "core/neural/models/encoder/textencoder.h"

namespace vitrine::neural {

namespace {

EncoderHeads bertHeads(const Scope& scope, const EncoderConfig& config, const at::Tensor& words) {
    const std::int64_t width = config.width;
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    const bool tags = config.architecture == "BertForTokenClassification";
    auto classifier = presentLinear(scope / "classifier", {.in = width, .out = classes});
    return {.pooler = presentLinear(scope / "pooler.dense", {.in = width, .out = width}),
            .maskedWord = presentMaskedWordHead(scope / "cls.predictions", config,
                                                {.dense = "transform.dense",
                                                 .norm = "transform.LayerNorm",
                                                 .table = "decoder.weight",
                                                 .bias = "bias"},
                                                config.activation, words),
            .nextSentence = presentLinear(scope / "cls.seq_relationship", {.in = width, .out = 2}),
            .pooledClassifier = tags ? std::nullopt : classifier,
            .tagger = tags ? classifier : std::nullopt,
            .span = presentLinear(scope / "qa_outputs", {.in = width, .out = 2})};
}

Outcome<std::unique_ptr<Network>> buildBert(const Json& json, const std::string& where,
                                            ParameterSource& parameters) {
    ConfigReader read(json, where);
    const EncoderConfig config = readEncoderConfig(read, {});
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    TextEmbedding embedding(scope / "embeddings", config);
    EncoderHeads heads = bertHeads(scope, config, embedding.wordTable());
    return textEncoder({.family = "bert",
                        .config = config,
                        .embedding = std::move(embedding),
                        .layers = encoderLayers(scope / "encoder.layer", config),
                        .heads = std::move(heads),
                        .longest = config.positions});
}

} // namespace

Family bertFamily() {
    return {.modelType = "bert",
            .classifier = "BertForSequenceClassification",
            .classifierHeads = {"classifier.", "pooler."},
            .names = {.prefixes = {"bert."},
                      .endings = {{".gamma", ".weight"}, {".beta", ".bias"}},
                      .ignored = {"embeddings.position_ids"},
                      .tied = {"cls.predictions.decoder."},
                      .heads = {"cls.", "classifier.", "qa_outputs."}},
            .build = &buildBert};
}

} // namespace vitrine::neural
