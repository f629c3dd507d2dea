#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/model.h"
#include "core/perturb/catalogue.h"
#include "core/run/directory/rundirectory.h"
#include "core/study/sweep/cell.h"
#include "core/study/sweep/examples.h"
#include "core/study/sweep/recipe.h"

#include <cstddef>
#include <vector>

namespace vitrine::study {

inline constexpr std::size_t kSweepRound = 32; ///< examples of a round

/// The places of the grid in their order: the clean one, then chain by chain, severity by severity,
/// seed by seed.
[[nodiscard]] std::vector<CellPlace> placesOf(const SweepRecipe& recipe);

/// All that a sweep needs. What it points to outlives it.
struct SweepJob {
    const SweepRecipe& recipe;
    const std::vector<SweepExample>& examples; ///< in the recipe's order
    engine::Model& model;
    const perturb::Catalogue& catalogue;
    const run::RunDirectory& directory;
};

/// Fills the run's results: round by round every place of the grid gets the same 32 examples, so that
/// all curves exist early. Cells that the run already has are not computed again; summary and head
/// maps are made from all lines at the end, also of a sweep that was stopped. Progress counts cells.
/// Takes the run's lock; runs on the engine thread.
[[nodiscard]] Outcome<Done> runSweep(const SweepJob& job, const Tick& tick);

} // namespace vitrine::study
