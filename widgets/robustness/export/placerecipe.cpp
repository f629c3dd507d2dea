#include "widgets/robustness/export/placerecipe.h"

#include "core/study/sweep/recipe.h"

namespace vitrine::widgets {

namespace {

constexpr const char* kType = "perturbation";

std::string textOf(const Json& json, std::string_view key) {
    const Json* member = json.find(key);
    const std::string* text = member != nullptr ? member->string() : nullptr;
    return text != nullptr ? *text : std::string();
}

Outcome<PlaceRecipe> ofSweep(const Json& json, std::string_view where) {
    auto sweep = study::sweepRecipeFrom(json, where);
    if (!sweep) {
        return sweep.as<PlaceRecipe>();
    }
    return PlaceRecipe{.model = sweep->model,
                       .text = {},
                       .chain = sweep->chains.front(),
                       .severity = sweep->severities.front(),
                       .seed = sweep->seeds.front()};
}

} // namespace

Json jsonOf(const PlaceRecipe& recipe) {
    Json json;
    json.set("type", kType);
    json.set("schema", 1);
    json.set("model", recipe.model);
    json.set("text", recipe.text);
    json.set("chain", perturb::jsonOf(recipe.chain));
    json.set("severity", recipe.severity);
    json.set("seed", static_cast<std::int64_t>(recipe.seed));
    return json;
}

Outcome<PlaceRecipe> placeRecipeFrom(const Json& json, std::string_view where) {
    const std::string type = textOf(json, "type");
    if (type == "sweep") {
        return ofSweep(json, where);
    }
    const Json* chain = json.find("chain");
    const Json* severity = json.find("severity");
    const Json* seed = json.find("seed");
    const double value = severity != nullptr ? severity->number(-1) : -1;
    const std::int64_t* whole = seed != nullptr ? seed->integer() : nullptr;
    const bool right = type == kType && chain != nullptr && value >= 0 &&
                       value <= perturb::kMostSeverity && whole != nullptr && *whole >= 0;
    if (!right) {
        return Problem{"This is no recipe of a perturbation or a sweep", std::string(where),
                       "Copy a recipe of this lab: it names chain, severity from 0 to 5, and seed"};
    }
    auto read = perturb::chainFrom(*chain, where);
    if (!read) {
        return read.as<PlaceRecipe>();
    }
    return PlaceRecipe{.model = textOf(json, "model"),
                       .text = textOf(json, "text"),
                       .chain = *std::move(read),
                       .severity = value,
                       .seed = static_cast<std::uint64_t>(*whole)};
}

} // namespace vitrine::widgets
