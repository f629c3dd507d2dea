#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::neural {

/// A change that a person made to a running training: from update `step` on.
struct PlanEdit {
    std::int64_t step = 0;
    std::string key; ///< "lr_scale", "lr", "clip", "weight_decay", "log_every", "eval_every", "steps"
    double value = 0;

    bool operator==(const PlanEdit&) const = default;
};

/// One evaluation, for the choice of the best checkpoint and for early stopping.
struct PastEvaluation {
    std::int64_t step = 0;
    double metric = 0; ///< what the best checkpoint is chosen by
    double stopMetric = 0; ///< what early stopping watches

    bool operator==(const PastEvaluation&) const = default;
};

/// How far a training has come: with weights and moments, everything that resuming needs. Data
/// order, schedule and augmentation are functions of the step and are not stored.
struct TrainState {
    std::int64_t step = 0;    ///< completed updates
    std::int64_t samples = 0; ///< consumed
    std::int64_t tokens = 0;  ///< consumed, padding left out
    double seconds = 0;       ///< spent in training so far, over all attempts
    std::vector<PlanEdit> edits;
    std::vector<PastEvaluation> evaluations;

    bool operator==(const TrainState&) const = default;
};

/// state.json; `updates` as Snapshot gives it.
[[nodiscard]] Json toJson(const TrainState& state, const Json& updates);

/// Checked like any file. `where` names it in a Problem.
[[nodiscard]] Outcome<TrainState> trainStateFrom(const Json& json, std::string_view where);

} // namespace vitrine::neural
