#include "core/neural/models/timesformer/timesformer.h"

#include "core/neural/blocks/spacetime.h"
#include "core/neural/models/embedding.h"
#include "core/neural/models/limits.h"
#include "core/neural/models/sites.h"
#include "core/neural/models/vision/embedding.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/upsample_nearest1d.h>

#include <array>
#include <optional>

namespace vitrine::neural {

namespace {

enum class ClipAttention { Divided, Joint, SpaceOnly };

struct TimesformerConfig {
    VisionConfig vision;
    std::int64_t frames = 8;
    ClipAttention attention = ClipAttention::Divided;
};

TimesformerConfig readTimesformerConfig(ConfigReader& read) {
    TimesformerConfig config{.vision = readVisionConfig(read, {.epsilon = 1e-6})};
    config.frames = read.integer("num_frames", config.frames, 1, kMostWidth);
    const std::string attention = read.text("attention_type", "divided_space_time");
    if (attention == "joint_space_time") {
        config.attention = ClipAttention::Joint;
    } else if (attention == "space_only") {
        config.attention = ClipAttention::SpaceOnly;
    } else if (attention != "divided_space_time") {
        read.refuse("The attention_type “" + attention + "” is not known",
                    "Known are divided_space_time, joint_space_time and space_only");
    }
    return config;
}

/// Patches of each frame with their place, then, unless frames stay apart, with their time.
class ClipEmbedding {
public:
    ClipEmbedding(const Scope& scope, const TimesformerConfig& config)
        : frame_(scope, config.vision, {.resize = GridResize::Nearest})
        , times_(config.attention == ClipAttention::SpaceOnly
                     ? at::Tensor()
                     : scope.parameter("time_embeddings", {1, config.frames, config.vision.width},
                                       Init::Zeros)) {}

    /// pixels [B, F, 3, H, W] → [B, 1 + N·F, D], or [B·F, 1 + N, D] of frames apart
    [[nodiscard]] at::Tensor operator()(const at::Tensor& pixels) const {
        const at::Tensor frames = frame_(pixels.flatten(0, 1));
        if (!times_.defined()) {
            return frames;
        }
        const std::int64_t count = pixels.size(1);
        const at::Tensor clip = fromFrames(frames, count);
        const at::Tensor patches = clip.narrow(1, 1, clip.size(1) - 1);
        const at::Tensor timed =
            patches.view({clip.size(0), -1, count, clip.size(2)}).add(timesFor(count)).flatten(1, 2);
        return at::cat({clip.narrow(1, 0, 1), timed}, 1);
    }

private:
    /// [1, frames, D]; for another number than the trained one, the nearest in time.
    [[nodiscard]] at::Tensor timesFor(std::int64_t frames) const {
        if (frames == times_.size(1)) {
            return times_;
        }
        return at::upsample_nearest1d(times_.transpose(1, 2), std::array{frames}).transpose(1, 2);
    }

    PictureEmbedding frame_;
    at::Tensor times_; ///< [1, T, D]; undefined where frames stay apart
};

struct TimesformerParts {
    TimesformerConfig config;
    ClipEmbedding embedding;
    std::vector<SpaceTimeLayer> layers;
    Norm norm;
    std::optional<Linear> classifier;
};

class Timesformer final : public Network {
public:
    explicit Timesformer(TimesformerParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] engine::ModelCard card() const override {
        const VisionConfig& vision = parts_.config.vision;
        const std::int64_t classes = framesApart() ? parts_.config.frames : 1;
        return {.family = "timesformer",
                .architecture = vision.architecture,
                .layers = vision.layers,
                .heads = vision.heads,
                .width = vision.width,
                .positions = classes + vision.patches() * parts_.config.frames,
                .texts = false,
                .pictures = true,
                .clips = true,
                .tasks = {parts_.classifier ? "classify" : "embed"}};
    }

    [[nodiscard]] std::optional<PatchLayout> patches() const override {
        return PatchLayout{.imageSize = parts_.config.vision.imageSize,
                           .patchSize = parts_.config.vision.patchSize,
                           .frames = parts_.config.frames,
                           .framesApart = framesApart()};
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        using enum engine::SiteKind;
        const std::vector<engine::SiteKind> kinds[]{{Temporal, Spatial}, {Self}, {Spatial}};
        const VisionConfig& vision = parts_.config.vision;
        return sitesOf({.tower = "video",
                        .layers = vision.layers,
                        .heads = vision.heads,
                        .headWidth = vision.width / vision.heads,
                        .kinds = kinds[static_cast<std::size_t>(parts_.config.attention)]});
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        // A picture is a clip of one frame.
        const at::Tensor pixels = batch.pixels.dim() == 4 ? batch.pixels.unsqueeze(1) : batch.pixels;
        const std::int64_t frames = pixels.size(1);
        auto stack = runLayers(
            parts_.layers.size(), parts_.embedding(pixels), request,
            {.attend =
                 [&](std::size_t layer, const at::Tensor& x) {
                     return parts_.layers[layer].attend(x, frames, request.sink);
                 },
             .transform =
                 [&](std::size_t layer, const at::Tensor& x) {
                     return parts_.layers[layer].block.transform(x, request.sink);
                 }});
        if (!stack) {
            return stack.as<ForwardResult>();
        }
        ForwardResult result;
        const at::Tensor final = parts_.norm(framesApart() ? meanOfFrames(stack->last, frames)
                                                           : stack->last);
        const at::Tensor classState = final.select(1, 0);
        if (parts_.classifier) {
            result.logits["classify"] = (*parts_.classifier)(classState);
        } else {
            result.embedding = unitRows(classState);
        }
        result.towers = {{.tower = "video", .stack = *std::move(stack), .final = final}};
        return result;
    }

    [[nodiscard]] std::optional<Readout> readout(const std::string& task) const override {
        if (task != "classify" || !parts_.classifier) {
            return std::nullopt;
        }
        return Readout{.tower = "video",
                       .norm = &parts_.norm,
                       .head = [this](const at::Tensor& states) {
                           return (*parts_.classifier)(states);
                       }};
    }

    [[nodiscard]] std::vector<std::string> labels() const override {
        return parts_.config.vision.labels;
    }

private:
    [[nodiscard]] bool framesApart() const {
        return parts_.config.attention == ClipAttention::SpaceOnly;
    }

    /// [B·F, 1 + N, D] → [B, 1 + N, D]
    [[nodiscard]] static at::Tensor meanOfFrames(const at::Tensor& x, std::int64_t frames) {
        return x.view({-1, frames, x.size(1), x.size(2)}).mean(1);
    }

    TimesformerParts parts_;
};

constexpr AttentionNames kSpatial{.fused = "attention.attention.qkv"};
constexpr AttentionNames kTemporal{.fused = "temporal_attention.attention.qkv",
                                   .output = "temporal_attention.output.dense"};

SpaceTimeLayer timesformerLayer(const Scope& scope, const TimesformerConfig& config) {
    const LayerSizes sizes = config.vision.layerSizes();
    const std::int64_t width = sizes.width;
    SpaceTimeLayer layer{.temporal = std::nullopt,
                         .block = layerOf(scope, NormOrder::Pre, sizes,
                                          {.attention = kSpatial,
                                           .attentionNorm = "layernorm_before",
                                           .norm = "layernorm_after"})};
    if (config.attention == ClipAttention::Divided) {
        layer.temporal.emplace(attentionOf(scope, sizes, kTemporal, width),
                               Norm(scope / "temporal_layernorm", width, sizes.epsilon),
                               // Zero: a training begins as a ViT whose frames are averaged.
                               Linear(scope / "temporal_dense",
                                      {.in = width, .out = width, .init = Init::Zeros}));
    }
    return layer;
}

Outcome<std::unique_ptr<Network>> buildTimesformer(const Json& json, const std::string& where,
                                                   ParameterSource& parameters) {
    ConfigReader read(json, where);
    const TimesformerConfig config = readTimesformerConfig(read);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    const VisionConfig& vision = config.vision;
    const auto classes = static_cast<std::int64_t>(vision.labels.size());
    TimesformerParts parts{
        .config = config,
        .embedding = ClipEmbedding(scope / "embeddings", config),
        .layers = {},
        .norm = Norm(scope / "layernorm", vision.width, vision.epsilon),
        .classifier = presentLinear(scope / "classifier", {.in = vision.width, .out = classes})};
    for (std::int64_t index = 0; index < vision.layers; ++index) {
        parts.layers.push_back(timesformerLayer(scope / "encoder.layer" / index, config));
    }
    return std::unique_ptr<Network>(std::make_unique<Timesformer>(std::move(parts)));
}

} // namespace

Family timesformerFamily() {
    return {.modelType = "timesformer",
            .classifier = "TimesformerForVideoClassification",
            .classifierHeads = {"classifier."},
            .names = {.prefixes = {"timesformer."},
                      .endings = {},
                      .ignored = {},
                      .tied = {},
                      .heads = {"classifier."}},
            .build = &buildTimesformer};
}

} // namespace vitrine::neural
