#pragma once

#include "app/runner/verb.h"
#include "core/base/outcome.h"
#include "core/run/recipe/recipe.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::app {

/// A recipe whose paths lead to files, wherever it is run from.
struct LaunchRecipe {
    run::TrainRecipe recipe; ///< paths absolute, in `resolved` and `settings`
};

/// Reads a recipe and makes its paths absolute. Either it, or every fault.
struct LaunchReading {
    std::optional<LaunchRecipe> recipe;
    std::vector<run::RecipeFault> faults;
};

[[nodiscard]] LaunchReading readLaunchRecipe(const std::filesystem::path& file);

/// Makes the run directory of a recipe: config.json with the hashes of model and data, and a status
/// that says queued.
[[nodiscard]] Outcome<std::filesystem::path> createRun(const LaunchRecipe& launch,
                                                       const std::filesystem::path& folder);

/// Trains in a run directory from its newest sound checkpoint, or from `step-N` if named, or from
/// the start if it has none; returns when it is over.
[[nodiscard]] Exit trainIn(const std::filesystem::path& folder,
                           const std::optional<std::string>& from);

} // namespace vitrine::app
