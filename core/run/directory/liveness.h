#pragma once

#include "core/run/directory/process.h"
#include "core/run/directory/status.h"

#include <filesystem>
#include <optional>

namespace vitrine::run {

enum class Liveness {
    Waiting, ///< queued or starting, nothing wrong
    Running, ///< paused counts as running
    Stalled, ///< the process lives, its loop does not move
    Dead,    ///< the process is gone and nobody said so in the status
    Ended
};

/// What is known about a run from outside.
struct Signs {
    RunState state = RunState::Queued;
    std::optional<double> pulseAge;   ///< seconds since the heartbeat was touched
    double secondsWithoutStep = 0;    ///< since the reader saw the step move
    double medianStepSeconds = 0;     ///< 0 while unknown
    Presence process = Presence::Gone;
};

/// training.md 3: stalled = heartbeat fresh, no step for max(60 s, 10 × median step); dead =
/// heartbeat older than 15 s and no such process (on another machine: the heartbeat alone).
[[nodiscard]] Liveness livenessOf(const Signs& signs);

/// The signs that the run's files give now; the two durations are the caller's, who watches.
[[nodiscard]] Signs readSigns(const std::filesystem::path& runFolder, const RunStatus& status);

} // namespace vitrine::run
