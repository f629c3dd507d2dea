#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/model.h"
#include "core/perturb/catalogue.h"
#include "core/study/robustness/readouts.h"
#include "core/study/sweep/cell.h"
#include "core/study/sweep/examples.h"
#include "core/study/sweep/recipe.h"

#include <cstddef>
#include <map>
#include <memory>

namespace vitrine::study {

/// Computes cells with a model: perturbs the example, traces it and reads out the differences to the
/// clean trace, which is kept while its round lasts. Runs on the engine thread.
class CellMaker {
public:
    CellMaker(const SweepRecipe& recipe, engine::Model& model, const perturb::Catalogue& catalogue)
        : recipe_(recipe)
        , model_(model)
        , catalogue_(catalogue) {}

    /// A sample that a kind or the model refuses gives a cell that says so. A Problem only where the
    /// place names a chain that the recipe has not.
    [[nodiscard]] Outcome<Cell> make(const CellPlace& place, const SweepExample& example,
                                     const Tick& tick);

    /// Lets the clean traces of a round go.
    void endRound() { clean_.clear(); }

private:
    using SharedTrace = std::shared_ptr<const engine::Trace>;

    [[nodiscard]] Outcome<SharedTrace> traced(const Sample& sample, const Tick& tick);
    [[nodiscard]] Outcome<SharedTrace> cleanTrace(const SweepExample& example, const Tick& tick);
    [[nodiscard]] Outcome<Done> perturbedCell(Cell& cell, const perturb::Chain& chain,
                                              const SweepExample& example, const Tick& tick);
    [[nodiscard]] Outcome<Done> readOut(Cell& cell, const engine::Trace& clean,
                                        const engine::Trace& perturbed,
                                        const perturb::TextScript& script, const Tick& tick);

    const SweepRecipe& recipe_;
    engine::Model& model_;
    const perturb::Catalogue& catalogue_;
    std::map<std::size_t, SharedTrace> clean_; ///< by row
};

} // namespace vitrine::study
