#pragma once

#include "core/base/tick.h"

#include <stop_token>
#include <thread>

namespace vitrine::app {

/// Turns signals into what a training understands (training.md 5): SIGTERM and SIGINT stop the tick,
/// so that a checkpoint is written; a second one ends the process at once. SIGUSR1 asks for a
/// checkpoint. One object a process.
class TrainSignals {
public:
    TrainSignals();

    [[nodiscard]] Tick tick() const { return Tick(stop_.get_token()); }

    /// Whether SIGUSR1 came since the last question.
    [[nodiscard]] static bool checkpointAsked();

    /// Whether a signal stopped the tick.
    [[nodiscard]] bool stopped() const { return stop_.stop_requested(); }

private:
    std::stop_source stop_;
    std::jthread watcher_; ///< a handler may do next to nothing: a thread looks at what it noted
};

} // namespace vitrine::app
