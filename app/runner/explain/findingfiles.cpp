#include "app/runner/explain/findingfiles.h"

#include "app/runner/tensorcollection.h"
#include "app/runner/tracefiles.h"
#include "core/base/files.h"

#include <algorithm>

namespace vitrine::app {

namespace {

std::string underscored(std::string name) {
    std::ranges::replace(name, ' ', '_');
    return name;
}

const std::string& axisName(const engine::Trace& trace, int axis) {
    return trace.axes()[static_cast<std::size_t>(axis)].name;
}

std::string tensorName(const engine::Trace& trace, const engine::TokenScores& scores) {
    return "scores." + axisName(trace, scores.axis) + "." + underscored(scores.name);
}

std::string tensorName(const engine::FindingTable& table) {
    return "tables." + underscored(table.name);
}

Json strings(const std::vector<std::string>& texts) {
    return {Json::Array(texts.begin(), texts.end())};
}

Json numbers(std::span<const float> values) {
    Json::Array array;
    for (const float value : values) {
        array.emplace_back(static_cast<double>(value));
    }
    return {std::move(array)};
}

Json sideJson(const engine::FindingSide& side, const engine::Trace& trace) {
    Json json;
    json.set("name", side.name);
    if (side.axis >= 0) {
        json.set("axis", axisName(trace, side.axis));
    } else {
        json.set("labels", strings(side.labels));
    }
    return json;
}

Json targetJson(const engine::Finding& finding) {
    const engine::Target& target = finding.target;
    if (target.task.empty()) {
        return {};
    }
    Json json;
    json.set("task", target.task);
    json.set("name", finding.targetName);
    const auto place = [&](const char* key, std::int64_t value) {
        json.set(key, value < 0 ? Json() : Json(value));
    };
    place("position", target.position);
    place("id", target.id);
    place("against", target.against);
    json.set("score", finding.score);
    return json;
}

Json scoresJson(const engine::Finding& finding, const engine::Trace& trace) {
    Json::Array array;
    for (const engine::TokenScores& each : finding.scores) {
        Json json;
        json.set("name", each.name);
        json.set("axis", axisName(trace, each.axis));
        json.set("tensor", tensorName(trace, each));
        json.set("values", numbers(each.values));
        array.push_back(std::move(json));
    }
    return {std::move(array)};
}

Json tablesJson(const engine::Finding& finding, const engine::Trace& trace) {
    Json::Array array;
    for (const engine::FindingTable& each : finding.tables) {
        Json json;
        json.set("name", each.name);
        json.set("tensor", tensorName(each));
        json.set("rows", sideJson(each.rows, trace));
        json.set("columns", sideJson(each.columns, trace));
        if (!each.texts.empty()) {
            json.set("texts", strings(each.texts));
        }
        array.push_back(std::move(json));
    }
    return {std::move(array)};
}

} // namespace

Json findingJson(const engine::Finding& finding, const engine::Trace& trace) {
    Json settings{Json::Object{}};
    for (const auto& [name, value] : finding.settings) {
        settings.set(name, value);
    }
    Json figures{Json::Object{}};
    for (const engine::FindingNumber& number : finding.numbers) {
        figures.set(number.name, number.value);
    }
    Json json;
    json.set("method", finding.method);
    json.set("note", finding.note);
    json.set("target", targetJson(finding));
    json.set("signed", finding.isSigned);
    json.set("settings", std::move(settings));
    json.set("numbers", std::move(figures));
    json.set("scores", scoresJson(finding, trace));
    json.set("tables", tablesJson(finding, trace));
    json.set("warnings", strings(finding.warnings));
    json.set("sample", tokensJson(trace));
    return json;
}

Outcome<Done> writeFinding(const std::filesystem::path& folder, const engine::Finding& finding,
                           const engine::Trace& trace, const Json& json) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return Problem{"The folder cannot be made: " + error.message(), folder.string(),
                       "Name another with --out"};
    }
    TensorCollection tensors;
    for (const engine::TokenScores& each : finding.scores) {
        tensors.add(tensorName(trace, each), {static_cast<std::int64_t>(each.values.size())},
                    std::vector<float>(each.values));
    }
    for (const engine::FindingTable& each : finding.tables) {
        const auto values = each.values.values();
        tensors.add(tensorName(each),
                    {static_cast<std::int64_t>(each.values.rows()),
                     static_cast<std::int64_t>(each.values.columns())},
                    std::vector<float>(values.begin(), values.end()));
    }
    if (auto written = tensors.write(folder / "finding.safetensors"); !written) {
        return written;
    }
    return saveAtomically(folder / "finding.json", json.dump(2) + "\n");
}

} // namespace vitrine::app
