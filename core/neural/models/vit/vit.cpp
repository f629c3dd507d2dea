#include "core/neural/models/vit/vit.h"

#include "core/neural/blocks/patchembedding.h"
#include "core/neural/models/sites.h"
#include "core/neural/models/vit/config.h"

#include <ATen/ops/cat.h>

#include <cmath>
#include <optional>

namespace vitrine::neural {

namespace {

constexpr std::int64_t kClassTokens = 1;

class VitEmbedding {
public:
    VitEmbedding(const Scope& scope, const VitConfig& config)
        : patchSize_(config.patchSize)
        , classToken_(scope.parameter("cls_token", {1, 1, config.width}, Init::Normal))
        , positions_(scope.parameter("position_embeddings",
                                     {1, kClassTokens + patchesOf(config), config.width},
                                     Init::Normal))
        , patches_(scope / "patch_embeddings.projection",
                   {.width = config.width, .patchSize = config.patchSize}) {}

    /// pixels [B, 3, H, W] → [B, 1 + N, D]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& pixels) const {
        const at::Tensor patches = patches_(pixels);
        const at::Tensor first = classToken_.expand({patches.size(0), kClassTokens, -1});
        return at::cat({first, patches}, 1)
            .add(positionsFor(positions_, kClassTokens, pixels.size(2) / patchSize_,
                              pixels.size(3) / patchSize_));
    }

private:
    static std::int64_t patchesOf(const VitConfig& config) {
        const std::int64_t side = config.imageSize / config.patchSize;
        return side * side;
    }

    std::int64_t patchSize_;
    at::Tensor classToken_;
    at::Tensor positions_;
    PatchEmbedding patches_;
};

Block vitLayer(const Scope& scope, const VitConfig& config) {
    const std::int64_t headWidth = config.width / config.heads;
    const LinearOptions square{.in = config.width, .out = config.width};
    const LinearOptions projection{
        .in = config.width, .out = config.width, .bias = config.queryKeyValueBias};
    const Scope self = scope / "attention.attention";
    return {NormOrder::Pre,
            MultiHeadAttention({.query = Linear(self / "query", projection),
                                .key = Linear(self / "key", projection),
                                .value = Linear(self / "value", projection),
                                .output = Linear(scope / "attention.output.dense", square)},
                               {.heads = config.heads,
                                .headWidth = headWidth,
                                .scale = 1 / std::sqrt(static_cast<double>(headWidth))}),
            LayerNorm(scope / "layernorm_before", config.width, config.epsilon),
            Mlp(Linear(scope / "intermediate.dense", {.in = config.width, .out = config.inner}),
                Linear(scope / "output.dense", {.in = config.inner, .out = config.width}),
                config.activation),
            LayerNorm(scope / "layernorm_after", config.width, config.epsilon)};
}

std::vector<Block> vitLayers(const Scope& scope, const VitConfig& config) {
    std::vector<Block> layers;
    for (std::int64_t index = 0; index < config.layers; ++index) {
        layers.push_back(vitLayer(scope / index, config));
    }
    return layers;
}

class VitNetwork final : public Network {
public:
    VitNetwork(const Scope& scope, VitConfig config)
        : config_(std::move(config))
        , embedding_(scope / "embeddings", config_)
        , layers_(vitLayers(scope / "encoder.layer", config_))
        , norm_(scope / "layernorm", config_.width, config_.epsilon)
        , classifier_(scope.has("classifier.weight")
                          ? std::optional(Linear(
                                scope / "classifier",
                                {.in = config_.width,
                                 .out = static_cast<std::int64_t>(config_.labels.size())}))
                          : std::nullopt) {}

    [[nodiscard]] engine::ModelCard card() const override {
        const PatchLayout layout = *patches();
        return {.family = "vit",
                .architecture = config_.architecture,
                .layers = config_.layers,
                .heads = config_.heads,
                .width = config_.width,
                .positions = layout.leading + layout.side() * layout.side(),
                .texts = false,
                .pictures = true,
                .tasks = {classifier_ ? "classify" : "embed"}};
    }

    [[nodiscard]] std::string tower() const override { return "image"; }

    [[nodiscard]] std::optional<PatchLayout> patches() const override {
        return PatchLayout{.imageSize = config_.imageSize,
                           .patchSize = config_.patchSize,
                           .leading = kClassTokens};
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        return selfSites({.tower = "image",
                          .layers = config_.layers,
                          .heads = config_.heads,
                          .headWidth = config_.width / config_.heads});
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        const AttentionMask mask = AttentionMask::forSelf(/*causal=*/false, /*padding=*/{});
        auto stack = runStack(layers_, embedding_(batch.pixels), mask, request);
        if (!stack) {
            return stack.as<ForwardResult>();
        }
        ForwardResult result;
        result.stack = *std::move(stack);
        result.final = norm_(result.stack.last);
        const at::Tensor classState = result.final.select(1, 0);
        if (classifier_) {
            result.logits["classify"] = (*classifier_)(classState);
        } else {
            result.embedding = classState.div(classState.norm(2, {1}, /*keepdim=*/true));
        }
        return result;
    }

    [[nodiscard]] std::vector<std::string> labels() const override { return config_.labels; }

private:
    VitConfig config_;
    VitEmbedding embedding_;
    std::vector<Block> layers_;
    LayerNorm norm_;
    std::optional<Linear> classifier_;
};

Outcome<std::unique_ptr<Network>> build(const Json& json, const std::string& where,
                                        ParameterSource& parameters) {
    auto config = readVitConfig(json, where);
    if (!config) {
        return config.as<std::unique_ptr<Network>>();
    }
    return std::unique_ptr<Network>(
        std::make_unique<VitNetwork>(Scope(parameters), *std::move(config)));
}

} // namespace

Family vitFamily() {
    return {.modelType = "vit",
            .classifier = "ViTForImageClassification",
            .classifierHeads = {"classifier."},
            .names = {.prefixes = {"vit."},
                      .endings = {},
                      .ignored = {"embeddings.mask_token", "pooler.dense.weight",
                                  "pooler.dense.bias"},
                      .heads = {"classifier."}},
            .build = &build};
}

} // namespace vitrine::neural
