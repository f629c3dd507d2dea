#include "core/neural/models/bert/bert.h"

#include "core/neural/blocks/embedding.h"
#include "core/neural/models/bert/config.h"
#include "core/neural/models/bert/heads.h"
#include "core/neural/models/sites.h"

#include <ATen/ops/zeros_like.h>

#include <cmath>

namespace vitrine::neural {

namespace {

class BertEmbedding {
public:
    BertEmbedding(const Scope& scope, const BertConfig& config)
        : words_(scope / "word_embeddings", config.vocabulary, config.width)
        , positions_(scope / "position_embeddings", config.positions, config.width)
        , types_(scope / "token_type_embeddings", config.types, config.width)
        , norm_(scope / "LayerNorm", config.width, config.epsilon) {}

    [[nodiscard]] at::Tensor operator()(const Batch& batch) const {
        const at::Tensor types =
            batch.types.defined() ? batch.types : at::zeros_like(batch.ids);
        return norm_(words_(batch.ids).add(types_(types)).add(positions_(positionsOf(batch.ids))));
    }

    [[nodiscard]] WalkTensors walk(const Batch& batch) const {
        const at::Tensor words = words_(batch.ids);
        const at::Tensor types =
            types_(batch.types.defined() ? batch.types : at::zeros_like(batch.ids));
        const at::Tensor positions = positions_(positionsOf(batch.ids));
        return {.steps = {{"word", words},
                          {"position", positions},
                          {"type", types},
                          {"sum", words.add(types).add(positions)},
                          {"norm", (*this)(batch)}}};
    }

    [[nodiscard]] const at::Tensor& wordTable() const { return words_.weight(); }

private:
    EmbeddingTable words_;
    EmbeddingTable positions_;
    EmbeddingTable types_;
    LayerNorm norm_;
};

Block bertLayer(const Scope& scope, const BertConfig& config) {
    const LinearOptions square{.in = config.width, .out = config.width};
    const Scope self = scope / "attention.self";
    const std::int64_t headWidth = config.width / config.heads;
    return {NormOrder::Post,
            MultiHeadAttention({.query = Linear(self / "query", square),
                                .key = Linear(self / "key", square),
                                .value = Linear(self / "value", square),
                                .output = Linear(scope / "attention.output.dense", square)},
                               {.heads = config.heads,
                                .headWidth = headWidth,
                                .scale = 1 / std::sqrt(static_cast<double>(headWidth))}),
            LayerNorm(scope / "attention.output.LayerNorm", config.width, config.epsilon),
            Mlp(Linear(scope / "intermediate.dense", {.in = config.width, .out = config.inner}),
                Linear(scope / "output.dense", {.in = config.inner, .out = config.width}),
                config.activation),
            LayerNorm(scope / "output.LayerNorm", config.width, config.epsilon)};
}

std::vector<Block> bertLayers(const Scope& scope, const BertConfig& config) {
    std::vector<Block> layers;
    for (std::int64_t index = 0; index < config.layers; ++index) {
        layers.push_back(bertLayer(scope / index, config));
    }
    return layers;
}

class BertNetwork final : public Network {
public:
    BertNetwork(const Scope& scope, BertConfig config)
        : config_(std::move(config))
        , embedding_(scope / "embeddings", config_)
        , layers_(bertLayers(scope / "encoder.layer", config_))
        , heads_(scope, config_, embedding_.wordTable()) {}

    [[nodiscard]] engine::ModelCard card() const override {
        return {.family = "bert",
                .architecture = config_.architecture,
                .layers = config_.layers,
                .heads = config_.heads,
                .width = config_.width,
                .vocabulary = config_.vocabulary,
                .positions = config_.positions,
                .pairs = config_.types > 1,
                .tasks = heads_.tasks()};
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        return selfSites({.tower = "text",
                          .layers = config_.layers,
                          .heads = config_.heads,
                          .headWidth = config_.width / config_.heads});
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        const AttentionMask mask = AttentionMask::forSelf(/*causal=*/false, batch.mask);
        auto stack = runStack(layers_, embedding_(batch), mask, request);
        if (!stack) {
            return stack.as<ForwardResult>();
        }
        ForwardResult result;
        result.stack = *std::move(stack);
        heads_.answer(batch.mask, result);
        return result;
    }

    [[nodiscard]] Outcome<WalkTensors> walk(const Batch& batch, int layer,
                                            const Tick& tick) const override {
        if (layer < 0) {
            return embedding_.walk(batch);
        }
        return walkStack(layers_, layer, embedding_(batch),
                         AttentionMask::forSelf(/*causal=*/false, batch.mask), tick);
    }

    [[nodiscard]] std::vector<std::string> labels() const override { return config_.labels; }

private:
    BertConfig config_;
    BertEmbedding embedding_;
    std::vector<Block> layers_;
    BertHeads heads_;
};

Outcome<std::unique_ptr<Network>> build(const Json& json, const std::string& where,
                                        ParameterSource& parameters) {
    auto config = readBertConfig(json, where);
    if (!config) {
        return config.as<std::unique_ptr<Network>>();
    }
    return std::unique_ptr<Network>(
        std::make_unique<BertNetwork>(Scope(parameters), *std::move(config)));
}

} // namespace

Family bertFamily() {
    return {.modelType = "bert",
            .classifier = "BertForSequenceClassification",
            .classifierHead = "classifier.",
            .names = {.prefixes = {"bert."},
                      .endings = {{".gamma", ".weight"}, {".beta", ".bias"}},
                      .ignored = {"embeddings.position_ids"},
                      .heads = {"cls.", "classifier.", "qa_outputs."}},
            .build = &build};
}

} // namespace vitrine::neural
