#include "core/neural/models/blip/parts.h"

#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

constexpr LayerNames kPictureNames{
    .attention = {.fused = "self_attn.qkv", .output = "self_attn.projection"},
    .attentionNorm = "layer_norm1",
    .up = "mlp.fc1",
    .down = "mlp.fc2",
    .norm = "layer_norm2"};

} // namespace

Outcome<BlipConfig> readBlipConfig(const Json& json, const std::string& where) {
    ConfigReader read(json, where);
    ConfigReader readText = read.nested("text_config");
    ConfigReader readVision = read.nested("vision_config");
    BlipConfig config{
        // 8 heads fit no published model: their folders name theirs.
        .text = readEncoderConfig(readText, {.vocabulary = 30524, .heads = 8, .types = 0}),
        .vision = readVisionConfig(readVision, {.imageSize = 384, .epsilon = 1e-5}),
        .space = read.integer("image_text_hidden_size", 256, 1, kMostWidth),
        .ids = {.start = readText.integer("bos_token_id", 30522, 0, kMostRows),
                // A text ends with [SEP]; eos_token_id is never written.
                .end = readText.integer("sep_token_id", 102, 0, kMostRows),
                .pad = readText.integer("pad_token_id", 0, 0, kMostRows)},
        .architecture = read.architecture()};
    if (!readText.flag("is_decoder", true)) {
        readText.refuse("The texts' layers have no cross-attention",
                        "is_decoder must be true: its layers look at the picture");
    }
    for (const ConfigReader* each : {&read, &readText, &readVision}) {
        if (each->problem()) {
            return *each->problem();
        }
    }
    return config;
}

BlipTextStack::BlipTextStack(const Scope& scope, const EncoderConfig& config,
                             std::int64_t memoryWidth)
    : embedding(scope / "embeddings", config)
    , layers(layersOf(scope / "encoder.layer", config.layers, NormOrder::Post, config.layerSizes(),
                      LayerNames(), CrossNames{.memoryWidth = memoryWidth})) {}

Outcome<TowerStates> BlipTextStack::run(const char* tower, const at::Tensor& ids,
                                        const AttentionMask& mask, const StackRequest& request,
                                        const Memory& memory) const {
    auto stack = runStack(layers, embedding({.ids = ids}), mask, request, memory);
    if (!stack) {
        return stack.as<TowerStates>();
    }
    return TowerStates{.tower = tower, .stack = *std::move(stack)};
}

PictureTower blipPictureTower(const Scope& scope, const VisionConfig& config) {
    return {.config = config,
            .embedding = {scope / "embeddings",
                          config,
                          {.added = {"class_embedding"},
                           .positions = "position_embedding",
                           .patches = "patch_embedding"}},
            .first = std::nullopt,
            .layers = layersOf(scope / "encoder.layers", config.layers, NormOrder::Pre,
                               config.layerSizes(), kPictureNames),
            .last = Norm(scope / "post_layernorm", config.width, config.epsilon)};
}

} // namespace vitrine::neural
