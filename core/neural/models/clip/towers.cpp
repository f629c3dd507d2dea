#include "core/neural/models/clip/towers.h"

#include "core/neural/models/limits.h"
#include "core/neural/models/sites.h"

namespace vitrine::neural {

namespace {

constexpr LayerNames kNames{.attention = {.query = "self_attn.q_proj",
                                          .key = "self_attn.k_proj",
                                          .value = "self_attn.v_proj",
                                          .output = "self_attn.out_proj"},
                            .attentionNorm = "layer_norm1",
                            .up = "mlp.fc1",
                            .down = "mlp.fc2",
                            .norm = "layer_norm2"};

// Configurations older than the rule name 2; the end was then where the largest id stands.
constexpr std::int64_t kOldEnd = 2;

/// Where each text ends: int64 [B].
at::Tensor endsOf(const at::Tensor& ids, std::int64_t end) {
    return end == kOldEnd ? ids.argmax(1) : ids.eq(end).to(ids.scalar_type()).argmax(1);
}

} // namespace

ClipTextConfig readClipTextConfig(ConfigReader& read) {
    ClipTextConfig config{.sizes = readEncoderConfig(read, {.vocabulary = 49408,
                                                            .width = 512,
                                                            .heads = 8,
                                                            .inner = 2048,
                                                            .positions = 77,
                                                            .types = 0,
                                                            .epsilon = 1e-5,
                                                            .activationName = "quick_gelu"})};
    config.end = read.integer("eos_token_id", config.end, 0, kMostRows);
    return config;
}

VisionConfig readClipVisionConfig(ConfigReader& read) {
    return readVisionConfig(read,
                            {.patchSize = 32, .epsilon = 1e-5, .activationName = "quick_gelu"});
}

ClipTextTower::ClipTextTower(const Scope& scope, const ClipTextConfig& given)
    : config(given)
    , words(scope / "embeddings.token_embedding", given.sizes.vocabulary, given.sizes.width)
    , positions(scope / "embeddings.position_embedding", given.sizes.positions, given.sizes.width)
    , layers(layersOf(scope / "encoder.layers", given.sizes.layers, NormOrder::Pre,
                      given.sizes.layerSizes(), kNames))
    , norm(scope / "final_layer_norm", given.sizes.width, given.sizes.epsilon) {}

std::vector<engine::Site> ClipTextTower::sites(int axis) const {
    return sitesOf({.tower = "text",
                    .layers = config.sizes.layers,
                    .heads = config.sizes.heads,
                    .headWidth = config.sizes.width / config.sizes.heads,
                    .mask = engine::MaskRule::Causal,
                    .axis = axis});
}

Outcome<TowerStates> ClipTextTower::run(const at::Tensor& ids, const at::Tensor& mask,
                                        const StackRequest& request) const {
    auto stack = runStack(layers, words(ids).add(positions(positionsOf(ids))),
                          AttentionMask::forSelf(/*causal=*/true, mask), request);
    if (!stack) {
        return stack.as<TowerStates>();
    }
    TowerStates states{.tower = "text", .stack = *std::move(stack)};
    states.final = norm(states.stack.last);
    const at::Tensor ends = endsOf(ids, config.end).view({-1, 1, 1});
    states.pooled = states.final.gather(1, ends.expand({-1, 1, states.final.size(2)})).squeeze(1);
    return states;
}

PictureTower clipPictureTower(const Scope& scope, const VisionConfig& config) {
    return {.config = config,
            .embedding = {scope / "embeddings",
                          config,
                          {.added = {"class_embedding"},
                           .positions = "position_embedding.weight",
                           .patches = "patch_embedding",
                           .patchBias = false,
                           .batchAxis = false}},
            .first = Norm(scope / "pre_layrnorm", config.width, config.epsilon),
            .layers = layersOf(scope / "encoder.layers", config.layers, NormOrder::Pre,
                               config.layerSizes(), kNames),
            .last = Norm(scope / "post_layernorm", config.width, config.epsilon)};
}

} // namespace vitrine::neural
