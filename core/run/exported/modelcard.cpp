#include "core/run/exported/modelcard.h"

#include <array>
#include <cstdio>
#include <string_view>

namespace vitrine::run {

namespace {

std::string fourDigits(double value) {
    std::array<char, 32> text{};
    (void)std::snprintf(text.data(), text.size(), "%.4f", value);
    return text.data();
}

std::string textOf(const Json& json, std::string_view key) {
    const Json* member = json.find(key);
    return member != nullptr && member->string() != nullptr ? *member->string() : std::string();
}

// Data recipes of several sources list them with their licences.
std::string sourcesOf(const Json& data) {
    const Json* options = data.find("options");
    const Json* sets = options != nullptr ? options->find("sets") : nullptr;
    if (sets == nullptr || sets->array() == nullptr) {
        return {};
    }
    std::string text = "\n| Source | Licence | Part |\n|---|---|---|\n";
    for (const Json& set : *sets->array()) {
        text += "| " + textOf(set, "source") + " | " + textOf(set, "licence") + " | " +
                textOf(set, "split") + " |\n";
    }
    return text;
}

std::string dataOf(const CardFacts& facts) {
    std::string text = "## Data\n\n";
    const std::string licence = textOf(facts.data, "licence");
    text += facts.data.isNull() ? "The recipe of its data is not known here.\n"
                                : "`data.json` is the recipe of its data" +
                                      (licence.empty() ? std::string() : ", " + licence) + ".\n";
    text += sourcesOf(facts.data);
    for (const auto& [what, hash] : facts.config.hashes) {
        text += "\nSHA-256 of the " + what + ": `" + hash + "`\n";
    }
    return text;
}

std::string scoresOf(const CardFacts& facts) {
    std::string text = "## Evaluation\n\n| Update | Part | Samples | Scores |\n|---|---|---|---|\n";
    for (const PastScores& each : facts.scores) {
        if (each.step > facts.step) {
            continue;
        }
        std::string values;
        for (const Scalar& value : each.values) {
            values += (values.empty() ? "" : ", ") +
                      value.tag.substr(value.tag.find('/') + 1) + " " + fourDigits(value.value);
        }
        text += "| " + std::to_string(each.step) + " | " + each.split + " | " +
                std::to_string(each.samples) + " | " + values + " |\n";
    }
    return text;
}

} // namespace

Json metricsOf(const CardFacts& facts) {
    Json::Array evaluations;
    for (const PastScores& each : facts.scores) {
        if (each.step > facts.step) {
            continue;
        }
        Json values;
        for (const Scalar& value : each.values) {
            values.set(value.tag, value.value);
        }
        Json json;
        json.set("step", each.step);
        json.set("split", each.split);
        json.set("samples", each.samples);
        json.set("values", std::move(values));
        evaluations.push_back(std::move(json));
    }
    Json json;
    json.set("step", facts.step);
    json.set("evaluations", std::move(evaluations));
    return json;
}

std::string modelCard(const CardFacts& facts) {
    const RunConfig& config = facts.config;
    return "# " + config.name + "\n\nTrained with `vitrine-run train` (Vitrine " + config.code +
           ", LibTorch " + config.torch + "), run " + config.id + " of " + config.created +
           ", exported after " + std::to_string(facts.step) + " updates as " + facts.dtype +
           ". Task: " + textOf(config.resolved, "task") +
           ".\n\n`recipe.json` trains it again.\n\n" + dataOf(facts) + "\n" + scoresOf(facts);
}

} // namespace vitrine::run
