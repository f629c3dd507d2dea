#pragma once

#include "core/base/json.h"
#include "core/run/recipe/settings.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::run {

/// Something in a recipe that cannot be used.
struct RecipeFault {
    std::string path;     ///< "optimizer.lr"; empty: the whole file
    std::size_t line = 0; ///< from 1; 0 where the key is missing
    std::string what;

    bool operator==(const RecipeFault&) const = default;
};

/// A recipe as given, with every default filled in, and as plain structs.
struct TrainRecipe {
    Json given;
    Json resolved;
    TrainSettings settings;
};

/// Either a recipe, or every fault that was found.
struct RecipeReading {
    std::optional<TrainRecipe> recipe;
    std::vector<RecipeFault> faults;
};

/// Reads a training recipe: strict JSON, unknown keys refused with the nearest known name, types,
/// choices and ranges checked, defaults filled in. All faults at once.
[[nodiscard]] RecipeReading readRecipe(std::string_view text);

/// The same from a file; a file that cannot be read is a fault of the whole.
[[nodiscard]] RecipeReading readRecipeFile(const std::filesystem::path& file);

/// `train --schema`: {"schema", "fields": [{path, group, type, default, help, unit, choices, min,
/// max}], "optional_groups"}. The window's form is made of it.
[[nodiscard]] Json recipeSchema();

/// Where a path of a recipe leads: absolute ones as they are, `cache:NAME` into the cache folder,
/// others from the recipe's folder. Empty stays empty.
[[nodiscard]] std::filesystem::path resolvePath(const std::string& path,
                                                const std::filesystem::path& recipeFolder,
                                                const std::filesystem::path& cacheFolder);

/// The known name with the fewest edits to a wrong one.
[[nodiscard]] std::string_view nearestName(std::string_view wrong,
                                           const std::vector<std::string_view>& known);

} // namespace vitrine::run
