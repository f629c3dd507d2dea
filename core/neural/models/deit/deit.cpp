#include "core/neural/models/deit/deit.h"

#include "core/neural/models/vision/pictureencoder.h"

namespace vitrine::neural {

namespace {

Outcome<std::unique_ptr<Network>> buildDeit(const Json& json, const std::string& where,
                                            ParameterSource& parameters) {
    ConfigReader read(json, where);
    const VisionConfig config = readVisionConfig(read);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    const LinearOptions head{.in = config.width,
                             .out = static_cast<std::int64_t>(config.labels.size())};
    PictureEncoderParts parts{
        .family = "deit",
        .tower = vitTower(scope, config, {"cls_token", "distillation_token"}),
        .added = 2,
        .classifiers = {}};
    if (scope.has("distillation_classifier.weight")) {
        parts.classifiers = {Linear(scope / "cls_classifier", head),
                             Linear(scope / "distillation_classifier", head)};
    } else if (auto classifier = presentLinear(scope / "classifier", head)) {
        parts.classifiers = {*std::move(classifier)};
    }
    return pictureEncoder(std::move(parts));
}

} // namespace

Family deitFamily() {
    return {
        .modelType = "deit",
        .classifier = "DeiTForImageClassification",
        .classifierHeads = {"classifier."},
        .names = {.prefixes = {"deit."},
                  .endings = {},
                  .ignored = {"embeddings.mask_token", "pooler.dense.weight", "pooler.dense.bias"},
                  .tied = {},
                  .heads = {"classifier.", "cls_classifier.", "distillation_classifier."}},
        .build = &buildDeit};
}

} // namespace vitrine::neural
