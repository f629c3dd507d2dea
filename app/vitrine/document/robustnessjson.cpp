#include "app/vitrine/document/robustnessjson.h"

#include "app/vitrine/document/jsonfields.h"

#include <limits>

namespace vitrine::app {

namespace {

study::LabelPrototype labelFrom(const Json& json) {
    study::LabelPrototype label{.label = textOf(json, "label"), .texts = {}};
    const Json* texts = json.find("texts");
    if (texts != nullptr && texts->array() != nullptr) {
        for (const Json& text : *texts->array()) {
            if (text.string() != nullptr && !text.string()->empty()) {
                label.texts.push_back(*text.string());
            }
        }
    }
    return label;
}

const Json::Array& arrayOf(const Json* json) {
    static const Json::Array none;
    return json != nullptr && json->array() != nullptr ? *json->array() : none;
}

} // namespace

Json toJson(const widgets::RobustnessChoice& choice) {
    Json json;
    json.set("chain", perturb::jsonOf(choice.chain));
    json.set("severity", choice.severity);
    json.set("seed", static_cast<std::int64_t>(choice.seed));
    if (choice.layer >= 0) {
        json.set("layer", choice.layer);
        json.set("head", choice.head);
    }
    return json;
}

widgets::RobustnessChoice robustnessFromJson(const Json& json) {
    widgets::RobustnessChoice choice;
    if (const Json* chain = json.find("chain")) {
        if (auto read = perturb::chainFrom(*chain, "the document")) {
            choice.chain = *std::move(read);
        }
    }
    if (const Json* severity = json.find("severity")) {
        const double value = severity->number(-1);
        choice.severity = value >= 0 && value <= perturb::kMostSeverity ? value : 0;
    }
    choice.seed = static_cast<std::uint64_t>(
        wholeOf(json, "seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
    choice.layer = static_cast<int>(wholeOf(json, "layer", -1, 0, 1 << 20));
    choice.head = static_cast<int>(wholeOf(json, "head", -1, 0, 1 << 20));
    return choice;
}

Json toJson(const std::vector<study::LabelSet>& sets) {
    Json::Array array;
    for (const study::LabelSet& set : sets) {
        Json::Array labels;
        for (const study::LabelPrototype& label : set.labels) {
            Json::Array texts;
            for (const std::string& text : label.texts) {
                texts.emplace_back(text);
            }
            Json one;
            one.set("label", label.label);
            one.set("texts", std::move(texts));
            labels.push_back(std::move(one));
        }
        Json json;
        json.set("name", set.name);
        json.set("labels", std::move(labels));
        array.push_back(std::move(json));
    }
    return array;
}

std::vector<study::LabelSet> labelSetsFromJson(const Json* json) {
    std::vector<study::LabelSet> sets;
    for (const Json& each : arrayOf(json)) {
        study::LabelSet set{.name = textOf(each, "name"), .labels = {}};
        for (const Json& one : arrayOf(each.find("labels"))) {
            if (study::LabelPrototype label = labelFrom(one);
                !label.label.empty() && !label.texts.empty()) {
                set.labels.push_back(std::move(label));
            }
        }
        if (!set.name.empty() && !set.labels.empty()) {
            sets.push_back(std::move(set));
        }
    }
    return sets;
}

} // namespace vitrine::app
