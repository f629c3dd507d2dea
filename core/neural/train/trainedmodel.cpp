#include "core/neural/train/trainedmodel.h"

#include "core/neural/border.h"
#include "core/neural/weights/checkpoint.h"

namespace vitrine::neural {

namespace {

namespace fs = std::filesystem;

// What transformers reads of a classifier's configuration.
void setClasses(Json& config, const Family& family, const std::vector<std::string>& labels) {
    Json names{Json::Object{}};
    Json numbers{Json::Object{}};
    for (std::size_t index = 0; index < labels.size(); ++index) {
        names.set(std::to_string(index), labels[index]);
        numbers.set(labels[index], static_cast<std::int64_t>(index));
    }
    config.set("architectures", Json::Array{Json(family.classifier)});
    config.set("id2label", std::move(names));
    config.set("label2id", std::move(numbers));
    config.set("problem_type", "single_label_classification");
    config.set("dtype", "float32");
}

// A model to go on from gets the head, and the pooler before it where it has none; a model from
// scratch everything but the heads of other tasks. What translates has its own table of outputs.
TrainableParameters::Adds addsOf(const Family& family, bool fromScratch, bool classifies) {
    return [&family, fromScratch, classifies](const std::string& name) {
        if (!classifies) {
            return fromScratch;
        }
        if (std::ranges::any_of(family.classifierHeads,
                                [&](const std::string& head) { return name.starts_with(head); })) {
            return true;
        }
        for (const std::string& head : family.names.heads) {
            if (name.starts_with(head)) {
                return false;
            }
        }
        return fromScratch;
    };
}

Outcome<Json> configOf(const ModelToTrain& wanted) {
    if (wanted.folder.empty()) {
        return wanted.config;
    }
    return readJson(wanted.folder / "config.json");
}

} // namespace

Outcome<std::unique_ptr<TrainedModel>> TrainedModel::make(const ModelToTrain& wanted) {
    const bool fromScratch = wanted.folder.empty();
    const std::string where = fromScratch ? "the recipe's model" : wanted.folder.string();
    return guarded(where, [&]() -> Outcome<std::unique_ptr<TrainedModel>> {
        using Answer = std::unique_ptr<TrainedModel>;
        auto config = configOf(wanted);
        if (!config) {
            return config.as<Answer>();
        }
        auto family = familyOf(*config, where);
        if (!family) {
            return family.as<Answer>();
        }
        if (wanted.classifies && (*family)->classifier.empty()) {
            return Problem{"The family “" + (*family)->modelType + "” has no classifier to train",
                           where, "Choose an encoder or a decoder: bert, gpt2, vit …"};
        }
        if (wanted.classifies) {
            setClasses(*config, **family, wanted.labels);
        }
        std::shared_ptr<const Checkpoint> checkpoint;
        if (!fromScratch) {
            auto opened = Checkpoint::open(wanted.folder, (*family)->names);
            if (!opened) {
                return opened.as<Answer>();
            }
            checkpoint = *std::move(opened);
        }
        Answer model(new TrainedModel);
        model->family_ = *family;
        model->parameters_ = std::make_unique<TrainableParameters>(
            std::move(checkpoint), addsOf(**family, fromScratch, wanted.classifies), wanted.seed);
        auto network = (*family)->build(*config, where, *model->parameters_);
        if (!network) {
            return network.as<Answer>();
        }
        if (!wanted.classifies && !(*network)->sequenceIds()) {
            return Problem{"The family “" + (*family)->modelType + "” does not translate", where,
                           "Choose an encoder–decoder: transformer, t5, bart"};
        }
        model->network_ = *std::move(network);
        model->config_ = *std::move(config);
        return model;
    });
}

std::int64_t TrainedModel::elements() const {
    std::int64_t elements = 0;
    for (const NamedTensor& parameter : parameters()) {
        elements += parameter.tensor.numel();
    }
    return elements;
}

} // namespace vitrine::neural
