#include "core/neural/models/clip/clip.h"

#include "core/neural/models/clip/towers.h"
#include "core/neural/models/embedding.h"
#include "core/neural/models/limits.h"

#include <ATen/ops/matmul.h>

namespace vitrine::neural {

namespace {

/// A tower where there is one, and the layer that brings its pooled state into the common space.
template <class Tower> struct Side {
    std::optional<Tower> tower;
    std::optional<Linear> projection;
};

struct ClipParts {
    std::string family;
    std::string architecture;
    Side<PictureTower> pictures;
    Side<ClipTextTower> texts;
    at::Tensor scale; ///< ln of the factor on similarities; undefined in files of one tower
};

class Clip final : public Network {
public:
    explicit Clip(ClipParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] engine::ModelCard card() const override {
        engine::ModelCard card{.family = parts_.family,
                               .architecture = parts_.architecture,
                               .texts = parts_.texts.tower.has_value(),
                               .pictures = parts_.pictures.tower.has_value(),
                               .tasks = {"embed"}};
        if (parts_.pictures.tower) {
            const VisionConfig& config = parts_.pictures.tower->config;
            card.layers = config.layers;
            card.heads = config.heads;
            card.width = config.width;
            card.positions = 1 + config.patches();
        }
        // A person writes the text: its sizes are the ones to know.
        if (parts_.texts.tower) {
            const EncoderConfig& config = parts_.texts.tower->config.sizes;
            card.layers = config.layers;
            card.heads = config.heads;
            card.width = config.width;
            card.positions = config.positions;
            card.vocabulary = config.vocabulary;
        }
        if (parts_.scale.defined()) {
            card.tasks.insert(card.tasks.begin(), "similarity");
        }
        return card;
    }

    [[nodiscard]] std::optional<PatchLayout> patches() const override {
        return parts_.pictures.tower ? std::optional(parts_.pictures.tower->layout())
                                     : std::nullopt;
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        return sitesWith(parts_.pictures.tower.has_value(), parts_.texts.tower.has_value());
    }

    [[nodiscard]] std::vector<engine::Site> sitesFor(const Batch& batch) const override {
        return sitesWith(looks(batch), reads(batch));
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        if (!looks(batch) && !reads(batch)) {
            return Problem{"There is nothing that this model reads", parts_.family,
                           "Give it a text or a picture, whichever it has a tower for"};
        }
        ForwardResult result;
        if (looks(batch)) {
            auto picture = parts_.pictures.tower->run(batch.pixels, request);
            if (!picture) {
                return picture.as<ForwardResult>();
            }
            picture->pooled =
                projected(parts_.pictures.tower->last(picture->stack.last.select(1, 0)),
                          parts_.pictures.projection);
            result.towers.push_back(*std::move(picture));
        }
        if (reads(batch)) {
            auto text = parts_.texts.tower->run(batch.ids, batch.mask, request);
            if (!text) {
                return text.as<ForwardResult>();
            }
            text->pooled = projected(text->pooled, parts_.texts.projection);
            result.towers.push_back(*std::move(text));
        }
        result.embedding = result.towers.front().pooled;
        if (result.towers.size() == 2 && parts_.scale.defined()) {
            result.logits["similarity"] =
                at::matmul(result.towers[0].pooled, result.towers[1].pooled.t())
                    .mul(parts_.scale.exp());
        }
        return result;
    }

private:
    [[nodiscard]] bool looks(const Batch& batch) const {
        return parts_.pictures.tower && batch.pixels.defined();
    }

    [[nodiscard]] bool reads(const Batch& batch) const {
        return parts_.texts.tower && batch.ids.defined();
    }

    [[nodiscard]] static at::Tensor projected(const at::Tensor& pooled,
                                              const std::optional<Linear>& projection) {
        return unitRows(projection ? (*projection)(pooled) : pooled);
    }

    [[nodiscard]] std::vector<engine::Site> sitesWith(bool pictures, bool texts) const {
        std::vector<engine::Site> sites;
        if (pictures) {
            sites = parts_.pictures.tower->sites();
        }
        if (texts) {
            const auto ofText = parts_.texts.tower->sites(pictures ? 1 : 0);
            sites.insert(sites.end(), ofText.begin(), ofText.end());
        }
        return sites;
    }

    ClipParts parts_;
};

std::unique_ptr<Network> networkOf(ClipParts parts) {
    return std::make_unique<Clip>(std::move(parts));
}

LinearOptions projectionOf(std::int64_t width, std::int64_t space) {
    return {.in = width, .out = space, .bias = false};
}

Outcome<std::unique_ptr<Network>> buildClip(const Json& json, const std::string& where,
                                            ParameterSource& parameters) {
    ConfigReader read(json, where);
    ConfigReader readText = read.nested("text_config");
    ConfigReader readVision = read.nested("vision_config");
    const ClipTextConfig text = readClipTextConfig(readText);
    const VisionConfig vision = readClipVisionConfig(readVision);
    const std::int64_t space = read.integer("projection_dim", 512, 1, kMostWidth);
    for (const ConfigReader* each : {&read, &readText, &readVision}) {
        if (each->problem()) {
            return *each->problem();
        }
    }
    const Scope scope(parameters);
    return networkOf(ClipParts{
        .family = "clip",
        .architecture = read.architecture(),
        .pictures = {.tower = clipPictureTower(scope / "vision_model", vision),
                     .projection =
                         Linear(scope / "visual_projection", projectionOf(vision.width, space))},
        .texts = {.tower = ClipTextTower(scope / "text_model", text),
                  .projection =
                      Linear(scope / "text_projection", projectionOf(text.sizes.width, space))},
        .scale = scope.parameter("logit_scale", {}, Init::Ones)});
}

Outcome<std::unique_ptr<Network>> buildClipText(const Json& json, const std::string& where,
                                                ParameterSource& parameters) {
    ConfigReader read(json, where);
    const ClipTextConfig text = readClipTextConfig(read);
    const std::int64_t space = read.integer("projection_dim", 512, 1, kMostWidth);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    return networkOf(
        ClipParts{.family = "clip_text_model",
                  .architecture = read.architecture(),
                  .pictures = {},
                  .texts = {.tower = ClipTextTower(scope, text),
                            .projection = presentLinear(scope / "text_projection",
                                                        projectionOf(text.sizes.width, space))},
                  .scale = {}});
}

Outcome<std::unique_ptr<Network>> buildClipVision(const Json& json, const std::string& where,
                                                  ParameterSource& parameters) {
    ConfigReader read(json, where);
    const VisionConfig vision = readClipVisionConfig(read);
    const std::int64_t space = read.integer("projection_dim", 512, 1, kMostWidth);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    return networkOf(
        ClipParts{.family = "clip_vision_model",
                  .architecture = read.architecture(),
                  .pictures = {.tower = clipPictureTower(scope, vision),
                               .projection = presentLinear(scope / "visual_projection",
                                                           projectionOf(vision.width, space))},
                  .texts = {},
                  .scale = {}});
}

Family familyNamed(std::string modelType, std::vector<std::string> prefixes,
                   decltype(Family::build) build) {
    return {.modelType = std::move(modelType),
            .classifier = "",
            .classifierHeads = {},
            .names = {.prefixes = std::move(prefixes),
                      .endings = {},
                      .ignored = {"embeddings.position_ids"},
                      .tied = {},
                      .heads = {"text_projection.", "visual_projection."}},
            .build = build};
}

} // namespace

Family clipFamily() {
    return familyNamed("clip", {}, &buildClip);
}

Family clipTextFamily() {
    return familyNamed("clip_text_model", {"text_model."}, &buildClipText);
}

Family clipVisionFamily() {
    return familyNamed("clip_vision_model", {"vision_model."}, &buildClipVision);
}

} // namespace vitrine::neural
