#include "core/neural/models/distilbert/distilbert.h"

#include "core/neural/models/encoder/textencoder.h"

namespace vitrine::neural {

namespace {

constexpr EncoderKeys kKeys{.width = "dim",
                            .layers = "n_layers",
                            .heads = "n_heads",
                            .inner = "hidden_dim",
                            .activation = "activation"};

constexpr LayerNames kNames{.attention = {.query = "attention.q_lin",
                                          .key = "attention.k_lin",
                                          .value = "attention.v_lin",
                                          .output = "attention.out_lin"},
                            .attentionNorm = "sa_layer_norm",
                            .up = "ffn.lin1",
                            .down = "ffn.lin2",
                            .norm = "output_layer_norm"};

EncoderHeads distilbertHeads(const Scope& scope, const EncoderConfig& config,
                             const at::Tensor& words) {
    const std::int64_t width = config.width;
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    auto classifier = presentTwoLayerHead(scope, "pre_classifier", "classifier", width, classes,
                                          Activation::Relu);
    return {.maskedWord = presentMaskedWordHead(scope, config,
                                                {.dense = "vocab_transform",
                                                 .norm = "vocab_layer_norm",
                                                 .table = "vocab_projector.weight",
                                                 .bias = "vocab_projector.bias"},
                                                config.activation, words),
            .firstClassifier = classifier,
            .tagger = classifier
                          ? std::nullopt
                          : presentLinear(scope / "classifier", {.in = width, .out = classes}),
            .span = presentLinear(scope / "qa_outputs", {.in = width, .out = 2})};
}

Outcome<std::unique_ptr<Network>> buildDistilbert(const Json& json, const std::string& where,
                                                  ParameterSource& parameters) {
    ConfigReader read(json, where);
    const EncoderConfig config = readEncoderConfig(read, {.layers = 6, .types = 0}, kKeys);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    TextEmbedding embedding(scope / "embeddings", config);
    EncoderHeads heads = distilbertHeads(scope, config, embedding.wordTable());
    return textEncoder({.family = "distilbert",
                        .config = config,
                        .embedding = std::move(embedding),
                        .layers = encoderLayers(scope / "transformer.layer", config, kNames),
                        .heads = std::move(heads),
                        .longest = config.positions});
}

} // namespace

Family distilbertFamily() {
    return {.modelType = "distilbert",
            .classifier = "DistilBertForSequenceClassification",
            .classifierHeads = {"pre_classifier.", "classifier."},
            .names = {.prefixes = {"distilbert."},
                      .endings = {},
                      .ignored = {},
                      .tied = {"vocab_projector.weight"},
                      .heads = {"vocab_", "pre_classifier.", "classifier.", "qa_outputs."}},
            .build = &buildDistilbert};
}

} // namespace vitrine::neural
