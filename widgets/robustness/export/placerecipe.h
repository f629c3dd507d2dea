#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/perturb/chain.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::widgets {

/// One place of the dial, to be reached again: what was done to which text. The model is told, not
/// asked for.
struct PlaceRecipe {
    std::string model;
    std::string text;
    perturb::Chain chain;
    double severity = 0;
    std::uint64_t seed = 0;

    bool operator==(const PlaceRecipe&) const = default;
};

/// `{"type": "perturbation", "schema": 1, "model": …, "text": …, "chain": …, "severity": …,
/// "seed": …}`.
[[nodiscard]] Json jsonOf(const PlaceRecipe& recipe);

/// Reads that form, or the first chain, severity and seed of a recipe of type `sweep`. `where`
/// names the source in a Problem.
[[nodiscard]] Outcome<PlaceRecipe> placeRecipeFrom(const Json& json, std::string_view where);

} // namespace vitrine::widgets
