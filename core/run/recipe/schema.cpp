#include "core/run/recipe/fields.h"
#include "core/run/recipe/recipe.h"

#include <array>
#include <cmath>

namespace vitrine::run {

namespace {

constexpr std::array<std::string_view, 9> kTypeNames{
    "text", "path", "whole", "number", "switch", "choice", "texts", "numbers", "json"};

Json choicesOf(std::string_view choices) {
    Json::Array list;
    while (!choices.empty()) {
        const std::size_t end = std::min(choices.find('|'), choices.size());
        list.emplace_back(choices.substr(0, end));
        choices.remove_prefix(std::min(end + 1, choices.size()));
    }
    return list;
}

Json limitOf(double limit) {
    return std::isfinite(limit) ? Json(limit) : Json();
}

} // namespace

Json recipeSchema() {
    Json::Array fields;
    for (const Field& field : trainFields()) {
        // The defaults of the table are part of the program and parse.
        fields.push_back(Json::Object{
            {"path", field.path},
            {"group", field.group},
            {"type", kTypeNames.at(static_cast<std::size_t>(field.type))},
            {"default", *parseJson(field.fallback, "the table of recipe fields")},
            {"help", field.help},
            {"unit", field.unit},
            {"choices", choicesOf(field.choices)},
            {"min", limitOf(field.least)},
            {"max", limitOf(field.most)}});
    }
    const auto groups = optionalGroups();
    return Json::Object{{"schema", 1},
                        {"type", "train"},
                        {"fields", std::move(fields)},
                        {"optional_groups", Json::Array(groups.begin(), groups.end())}};
}

} // namespace vitrine::run
