#include "core/neural/models/albert/albert.h"

#include "core/neural/models/encoder/textencoder.h"
#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

constexpr LayerNames kNames{.attention = {.query = "attention.query",
                                          .key = "attention.key",
                                          .value = "attention.value",
                                          .output = "attention.dense"},
                            .attentionNorm = "attention.LayerNorm",
                            .up = "ffn",
                            .down = "ffn_output",
                            .norm = "full_layer_layer_norm"};

// Layers share the weights of their group (Lan et al. 2019, section 3.1): a Block holds handles, so
// that its copies cost nothing.
std::vector<Block> sharedLayers(const Scope& scope, const EncoderConfig& config,
                                std::int64_t groups) {
    std::vector<Block> ofGroup;
    for (std::int64_t group = 0; group < groups; ++group) {
        ofGroup.push_back(layerOf(scope / group / "albert_layers.0", NormOrder::Post,
                                  config.layerSizes(), kNames));
    }
    std::vector<Block> layers;
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        layers.push_back(ofGroup[static_cast<std::size_t>(layer * groups / config.layers)]);
    }
    return layers;
}

EncoderHeads albertHeads(const Scope& scope, const EncoderConfig& config, const at::Tensor& words) {
    const std::int64_t width = config.width;
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    const bool tags = config.architecture == "AlbertForTokenClassification";
    auto classifier = presentLinear(scope / "classifier", {.in = width, .out = classes});
    return {.pooler = presentLinear(scope / "pooler", {.in = width, .out = width}),
            .maskedWord = presentMaskedWordHead(
                scope / "predictions", config,
                {.dense = "dense", .norm = "LayerNorm", .table = "decoder.weight", .bias = "bias"},
                config.activation, words),
            .sentenceOrder =
                presentLinear(scope / "sop_classifier.classifier", {.in = width, .out = 2}),
            .pooledClassifier = tags ? std::nullopt : classifier,
            .tagger = tags ? classifier : std::nullopt,
            .span = presentLinear(scope / "qa_outputs", {.in = width, .out = 2})};
}

Outcome<std::unique_ptr<Network>> buildAlbert(const Json& json, const std::string& where,
                                              ParameterSource& parameters) {
    ConfigReader read(json, where);
    const EncoderConfig config = readEncoderConfig(read, {.vocabulary = 30000,
                                                          .width = 4096,
                                                          .embeddingWidth = 128,
                                                          .heads = 64,
                                                          .inner = 16384,
                                                          .activation = Activation::GeluTanh,
                                                          .activationName = "gelu_new"});
    const std::int64_t groups = read.integer("num_hidden_groups", 1, 1, config.layers);
    if (read.integer("inner_group_num", 1, 1, kMostLayers) != 1) {
        read.refuse("Groups of several layers cannot be opened", "inner_group_num must be 1");
    }
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    TextEmbedding embedding(scope / "embeddings", config);
    embedding.widenBy(Linear(scope / "encoder.embedding_hidden_mapping_in",
                             {.in = config.tableWidth(), .out = config.width}));
    EncoderHeads heads = albertHeads(scope, config, embedding.wordTable());
    return textEncoder(
        {.family = "albert",
         .config = config,
         .embedding = std::move(embedding),
         .layers = sharedLayers(scope / "encoder.albert_layer_groups", config, groups),
         .heads = std::move(heads),
         .longest = config.positions});
}

} // namespace

Family albertFamily() {
    return {.modelType = "albert",
            .classifier = "AlbertForSequenceClassification",
            .classifierHeads = {"classifier.", "pooler."},
            .names = {.prefixes = {"albert."},
                      .endings = {},
                      .ignored = {"embeddings.position_ids"},
                      .tied = {"predictions.decoder."},
                      .heads = {"predictions.", "sop_classifier.", "classifier.", "qa_outputs."}},
            .build = &buildAlbert};
}

} // namespace vitrine::neural
