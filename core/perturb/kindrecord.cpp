#include "core/perturb/kindrecord.h"

#include <algorithm>

namespace vitrine::perturb {

namespace {

Json::Array textsOf(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

bool isNumeric(ParameterType type) {
    return type == ParameterType::Whole || type == ParameterType::Number;
}

Json jsonOf(const Parameter& parameter) {
    Json json;
    json.set("name", parameter.name);
    json.set("type", nameOf(parameter.type));
    if (isNumeric(parameter.type)) {
        json.set("range", Json::Array{parameter.least, parameter.most});
    }
    if (!parameter.choices.empty()) {
        json.set("choices", textsOf(parameter.choices));
    }
    json.set("default", parameter.otherwise);
    json.set("about", parameter.about);
    return json;
}

Json jsonOf(const SeverityColumn& column) {
    Json json;
    json.set("name", column.name);
    json.set("whole", column.whole);
    json.set("identity", column.identity);
    return json;
}

Json jsonOf(const SeverityTable& table) {
    Json::Array rows;
    for (const std::vector<double>& row : table.rows) {
        rows.emplace_back(Json::Array(row.begin(), row.end()));
    }
    Json json;
    json.set("preset", table.preset);
    json.set("rows", std::move(rows));
    return json;
}

template <class Values>
Json::Array listOf(const Values& values) {
    Json::Array list;
    for (const auto& value : values) {
        list.push_back(jsonOf(value));
    }
    return list;
}

} // namespace

std::string_view nameOf(Medium medium) {
    switch (medium) {
    case Medium::Text: return "text";
    case Medium::Picture: return "picture";
    case Medium::Clip: return "clip";
    case Medium::Pair: return "pair";
    }
    return "";
}

std::string_view nameOf(Between between) {
    switch (between) {
    case Between::Linear: return "linear";
    case Between::Inverse: return "inverse";
    case Between::Step: return "step";
    }
    return "";
}

std::string_view nameOf(LabelRule label) {
    switch (label) {
    case LabelRule::Kept: return "kept";
    case LabelRule::Moved: return "moved";
    case LabelRule::Unsafe: return "unsafe";
    }
    return "";
}

std::string_view nameOf(ParameterType type) {
    switch (type) {
    case ParameterType::Flag: return "flag";
    case ParameterType::Whole: return "whole";
    case ParameterType::Number: return "number";
    case ParameterType::Choice: return "choice";
    case ParameterType::Text: return "text";
    case ParameterType::Texts: return "texts";
    }
    return "";
}

const Parameter* parameterOf(const KindRecord& record, std::string_view name) {
    const auto found = std::ranges::find(record.parameters, name, &Parameter::name);
    return found == record.parameters.end() ? nullptr : &*found;
}

Json jsonOf(const KindRecord& record) {
    Json json;
    json.set("id", record.id);
    json.set("medium", nameOf(record.medium));
    json.set("about", record.about);
    json.set("parameters", listOf(record.parameters));
    json.set("columns", listOf(record.columns));
    json.set("severities", listOf(record.tables));
    json.set("between", nameOf(record.between));
    json.set("random", record.random);
    json.set("monotone", record.monotone);
    json.set("needs", textsOf(record.needs));
    json.set("label", nameOf(record.label));
    return json;
}

} // namespace vitrine::perturb
