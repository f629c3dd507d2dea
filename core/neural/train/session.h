#pragma once

#include "core/base/json.h"
#include "core/base/tick.h"
#include "core/run/directory/rundirectory.h"
#include "core/run/directory/status.h"
#include "core/run/recipe/settings.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What `vitrine-run train` asks of this folder. Paths of the settings are already files.
struct TrainRequest {
    run::TrainSettings settings;
    std::int64_t attempt = 1;
    std::int64_t resumeFrom = -1; ///< step of a checkpoint of the run; −1 = from the start
    std::string before; ///< how the attempt before was torn away, for people; empty if it was not
    int threads = 1;
    std::function<bool()> checkpointAsked; ///< SIGUSR1 since the last question; may be empty
};

struct TrainOutcome {
    run::RunState state = run::RunState::Finished;
    std::string reason;
};

/// Trains in a run directory whose lock the caller holds, from the first update or from a
/// checkpoint, and returns when it is over. A Problem where it cannot be begun.
[[nodiscard]] Outcome<TrainOutcome> runTraining(const run::RunDirectory& directory,
                                                const TrainRequest& request, const Tick& tick);

/// What a recipe would do, without training: faults, samples and classes, parameters, memory, the
/// first batch as the model sees it, and the learning rate's course.
[[nodiscard]] Outcome<Json> checkTraining(const run::TrainSettings& settings);

/// "2.11.0".
[[nodiscard]] std::string torchVersion();

} // namespace vitrine::neural
