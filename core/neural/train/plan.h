#pragma once

#include "core/neural/train/adamw.h"
#include "core/neural/train/objective.h"
#include "core/run/recipe/recipe.h"
#include "core/run/recipe/settings.h"
#include "core/run/schedule/schedule.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// When training may end before its last update.
struct EarlyStop {
    std::string metric = "eval/loss";
    std::int64_t patience = 5; ///< evaluations without progress
    double leastChange = 0;
    bool largerIsBetter = false;
};

/// What a training does, resolved: every number that the loop needs.
struct TrainPlan {
    std::int64_t steps = 1;    ///< updates
    std::int64_t samples = 32; ///< of one update
    std::int64_t micro = 32;   ///< of one forward pass
    std::uint64_t seed = 0;
    run::Schedule schedule;
    AdamWOptions optimizer;
    LossOptions loss;
    double clip = 1;                      ///< largest gradient norm; 0 = none
    std::int64_t logEvery = 1;            ///< updates between scalar events
    std::int64_t evalEvery = 0;           ///< 0 = at the end only
    std::int64_t evalSamples = 0;         ///< 0 = all
    std::int64_t checkpointEvery = 0;     ///< updates; 0 = not by updates
    double checkpointMinutes = 0;         ///< 0 = not by time
    std::string metric = "eval/accuracy"; ///< what the best checkpoint is chosen by
    bool largerIsBetter = true;
    std::int64_t keepLast = 3;
    std::int64_t keepBest = 2;
    std::optional<EarlyStop> earlyStop;
};

/// The plan of a recipe for a training set of so many samples.
[[nodiscard]] TrainPlan planOf(const run::TrainSettings& settings, std::int64_t trainingSamples);

/// What a recipe asks for and this trainer does not do; empty where it can be trained as written.
[[nodiscard]] std::vector<run::RecipeFault> unsupportedIn(const run::TrainSettings& settings);

} // namespace vitrine::neural
