#include "core/run/directory/liveness.h"

#include "core/run/directory/heartbeat.h"

#include <algorithm>

namespace vitrine::run {

namespace {

constexpr double kDeadAfter = 15;
constexpr double kStalledAfter = 60;
constexpr double kStalledSteps = 10;

} // namespace

Liveness livenessOf(const Signs& signs) {
    if (hasEnded(signs.state)) {
        return Liveness::Ended;
    }
    if (signs.state == RunState::Queued) {
        return Liveness::Waiting;
    }
    const bool fresh = signs.pulseAge && *signs.pulseAge <= kDeadAfter;
    if (!fresh && signs.process != Presence::Alive) {
        return Liveness::Dead;
    }
    if (signs.state == RunState::Starting) {
        return Liveness::Waiting;
    }
    const double patience = std::max(kStalledAfter, kStalledSteps * signs.medianStepSeconds);
    const bool moves = signs.state != RunState::Running || signs.secondsWithoutStep < patience;
    return moves ? Liveness::Running : Liveness::Stalled;
}

Signs readSigns(const std::filesystem::path& runFolder, const RunStatus& status) {
    const auto pulse = readPulse(runFolder);
    return {.state = status.state,
            .pulseAge = pulse ? std::optional(pulse->ageSeconds) : std::nullopt,
            .process = presenceOf(status.process)};
}

} // namespace vitrine::run
