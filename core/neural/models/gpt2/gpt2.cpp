#include "core/neural/models/gpt2/gpt2.h"

#include "core/neural/blocks/embedding.h"
#include "core/neural/models/config.h"
#include "core/neural/models/limits.h"
#include "core/neural/models/sites.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/linear.h>

#include <cmath>
#include <optional>

namespace vitrine::neural {

namespace {

/// config.json of a GPT-2, with Hugging Face's defaults.
struct Gpt2Config {
    std::int64_t vocabulary = 50257;
    std::int64_t positions = 1024;
    std::int64_t width = 768;
    std::int64_t layers = 12;
    std::int64_t heads = 12;
    std::int64_t inner = 3072;
    double epsilon = 1e-5;
    Activation activation = Activation::GeluTanh;
    bool scaled = true;         ///< scale_attn_weights
    bool scaledByLayer = false; ///< scale_attn_by_inverse_layer_idx
    std::optional<std::int64_t> pad;
    std::string architecture;
    std::vector<std::string> labels;

    [[nodiscard]] double scaleOf(std::int64_t layer) const {
        double scale = scaled ? 1 / std::sqrt(static_cast<double>(width / heads)) : 1;
        return scaledByLayer ? scale / static_cast<double>(layer + 1) : scale;
    }
};

Outcome<Gpt2Config> readConfig(const Json& json, const std::string& where) {
    ConfigReader read(json, where);
    Gpt2Config config;
    config.vocabulary = read.integer("vocab_size", config.vocabulary, 1, kMostRows);
    config.positions = read.integer("n_positions", config.positions, 1, kMostRows);
    config.width = read.integer("n_embd", config.width, 1, kMostWidth);
    config.layers = read.integer("n_layer", config.layers, 1, kMostLayers);
    config.heads = read.integer("n_head", config.heads, 1, config.width);
    config.inner = read.integer("n_inner", 4 * config.width, 1, kMostWidth);
    config.epsilon = read.number("layer_norm_epsilon", config.epsilon, 0, 1);
    config.scaled = read.flag("scale_attn_weights", true);
    config.scaledByLayer = read.flag("scale_attn_by_inverse_layer_idx", false);
    const std::int64_t pad = read.integer("pad_token_id", -1, -1, kMostRows);
    config.pad = pad < 0 ? std::nullopt : std::optional(pad);
    config.architecture = read.architecture();
    config.labels = read.classLabels();
    if (config.width % config.heads != 0) {
        read.refuse("The heads do not divide the width",
                    "n_embd is " + std::to_string(config.width) + ", n_head is " +
                        std::to_string(config.heads));
    }
    const auto activation = activationNamed(read.text("activation_function", "gelu_new"), where);
    if (read.problem()) {
        return *read.problem();
    }
    if (!activation) {
        return activation.as<Gpt2Config>();
    }
    config.activation = *activation;
    return config;
}

// Conv1D stores [in, out]; c_proj is square, so a missed transpose would be silent.
Linear conv(const Scope& scope, std::int64_t in, std::int64_t out) {
    return Linear(scope, {.in = in, .out = out, .layout = WeightLayout::InOut});
}

Block gpt2Layer(const Scope& scope, const Gpt2Config& config, std::int64_t layer) {
    const std::int64_t width = config.width;
    const Linear fused = conv(scope / "attn.c_attn", width, 3 * width);
    return {NormOrder::Pre,
            MultiHeadAttention({.query = fused.outputs(0, width),
                                .key = fused.outputs(width, width),
                                .value = fused.outputs(2 * width, width),
                                .output = conv(scope / "attn.c_proj", width, width)},
                               {.heads = config.heads,
                                .headWidth = width / config.heads,
                                .scale = config.scaleOf(layer)}),
            LayerNorm(scope / "ln_1", width, config.epsilon),
            Mlp(conv(scope / "mlp.c_fc", width, config.inner),
                conv(scope / "mlp.c_proj", config.inner, width), config.activation),
            LayerNorm(scope / "ln_2", width, config.epsilon)};
}

std::vector<Block> gpt2Layers(const Scope& scope, const Gpt2Config& config) {
    std::vector<Block> layers;
    for (std::int64_t index = 0; index < config.layers; ++index) {
        layers.push_back(gpt2Layer(scope / index, config, index));
    }
    return layers;
}

class Gpt2Network final : public Network {
public:
    Gpt2Network(const Scope& scope, Gpt2Config config)
        : config_(std::move(config))
        , words_(scope / "wte", config_.vocabulary, config_.width)
        , positions_(scope / "wpe", config_.positions, config_.width)
        , layers_(gpt2Layers(scope / "h", config_))
        , norm_(scope / "ln_f", config_.width, config_.epsilon)
        , score_(scope.has("score.weight")
                     ? std::optional(Linear(
                           scope / "score",
                           {.in = config_.width,
                            .out = static_cast<std::int64_t>(config_.labels.size()),
                            .bias = false}))
                     : std::nullopt) {}

    [[nodiscard]] engine::ModelCard card() const override {
        return {.family = "gpt2",
                .architecture = config_.architecture,
                .layers = config_.layers,
                .heads = config_.heads,
                .width = config_.width,
                .vocabulary = config_.vocabulary,
                .positions = config_.positions,
                .tasks = score_ ? std::vector<std::string>{"classify"}
                                : std::vector<std::string>{"generate"}};
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        std::vector<engine::Site> sites = selfSites({.tower = "text",
                                                     .layers = config_.layers,
                                                     .heads = config_.heads,
                                                     .headWidth = config_.width / config_.heads,
                                                     .mask = engine::MaskRule::Causal});
        for (engine::Site& site : sites) {
            site.scale = static_cast<float>(config_.scaleOf(site.layer));
        }
        return sites;
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        const AttentionMask mask = AttentionMask::forSelf(/*causal=*/true, batch.mask);
        const at::Tensor embedded = words_(batch.ids).add(positions_(positionsOf(batch.ids)));
        auto stack = runStack(layers_, embedded, mask, request);
        if (!stack) {
            return stack.as<ForwardResult>();
        }
        ForwardResult result;
        result.stack = *std::move(stack);
        result.final = norm_(result.stack.last);
        if (score_) {
            result.logits["classify"] = atLastToken((*score_)(result.final), batch.ids);
        } else {
            result.logits["generate"] = at::linear(result.final, words_.weight());
        }
        return result;
    }

    [[nodiscard]] Outcome<WalkTensors> walk(const Batch& batch, int layer,
                                            const Tick& tick) const override {
        const at::Tensor words = words_(batch.ids);
        const at::Tensor positions = positions_(positionsOf(batch.ids));
        const at::Tensor sum = words.add(positions);
        if (layer < 0) {
            return WalkTensors{.steps = {{"word", words}, {"position", positions}, {"sum", sum}}};
        }
        return walkStack(layers_, layer, sum, AttentionMask::forSelf(/*causal=*/true, batch.mask),
                         tick);
    }

    [[nodiscard]] std::vector<std::string> labels() const override { return config_.labels; }

private:
    // The rightmost token that is not padding; without a pad id, the last position.
    [[nodiscard]] at::Tensor atLastToken(const at::Tensor& scores, const at::Tensor& ids) const {
        if (!config_.pad) {
            return scores.select(1, scores.size(1) - 1);
        }
        const at::Tensor places = at::arange(ids.size(1), ids.options());
        const at::Tensor last = ids.ne(*config_.pad).to(ids.scalar_type()).mul(places).argmax(1);
        return scores.gather(1, last.view({-1, 1, 1}).expand({-1, 1, scores.size(2)})).squeeze(1);
    }

    Gpt2Config config_;
    EmbeddingTable words_;
    EmbeddingTable positions_;
    std::vector<Block> layers_;
    LayerNorm norm_;
    std::optional<Linear> score_;
};

Outcome<std::unique_ptr<Network>> build(const Json& json, const std::string& where,
                                        ParameterSource& parameters) {
    auto config = readConfig(json, where);
    if (!config) {
        return config.as<std::unique_ptr<Network>>();
    }
    return std::unique_ptr<Network>(
        std::make_unique<Gpt2Network>(Scope(parameters), *std::move(config)));
}

} // namespace

Family gpt2Family() {
    return {.modelType = "gpt2",
            .classifier = "GPT2ForSequenceClassification",
            .classifierHeads = {"score."},
            .names = {.prefixes = {"transformer."},
                      .endings = {},
                      .ignored = {".attn.bias", ".attn.masked_bias"},
                      .heads = {"score."}},
            .build = &build};
}

} // namespace vitrine::neural
