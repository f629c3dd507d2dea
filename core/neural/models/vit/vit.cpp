#include "core/neural/models/vit/vit.h"

#include "core/neural/models/vision/pictureencoder.h"

namespace vitrine::neural {

namespace {

Outcome<std::unique_ptr<Network>> buildVit(const Json& json, const std::string& where,
                                           ParameterSource& parameters) {
    ConfigReader read(json, where);
    const VisionConfig config = readVisionConfig(read);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    PictureEncoderParts parts{.family = "vit",
                              .tower = vitTower(scope, config, {"cls_token"}),
                              .classifiers = {}};
    if (auto head = presentLinear(scope / "classifier", {.in = config.width, .out = classes})) {
        parts.classifiers.push_back(*std::move(head));
    }
    return pictureEncoder(std::move(parts));
}

} // namespace

Family vitFamily() {
    return {
        .modelType = "vit",
        .classifier = "ViTForImageClassification",
        .classifierHeads = {"classifier."},
        .names = {.prefixes = {"vit."},
                  .endings = {},
                  .ignored = {"embeddings.mask_token", "pooler.dense.weight", "pooler.dense.bias"},
                  .tied = {},
                  .heads = {"classifier."}},
        .build = &buildVit};
}

} // namespace vitrine::neural
