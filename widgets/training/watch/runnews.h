#pragma once

#include "core/base/outcome.h"
#include "core/run/directory/config.h"
#include "core/run/directory/liveness.h"
#include "core/run/directory/status.h"
#include "core/run/events/event.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

namespace vitrine::widgets {

/// What one look at a run brought: a plain value on its way from the watching thread.
struct RunNews {
    std::filesystem::path folder;
    std::optional<run::RunConfig> config; ///< once, when it was read
    std::optional<run::RunStatus> status; ///< when it changed
    run::Liveness liveness = run::Liveness::Waiting;
    std::optional<double> pulseAge; ///< seconds since the heartbeat
    std::vector<run::Event> events; ///< in the order of the log
    std::size_t badLines = 0;
    bool more = false;              ///< the log goes on: the next look follows at once
    std::optional<Problem> problem; ///< the run cannot be read any further

    /// Whether anything but the age of the heartbeat is new.
    [[nodiscard]] bool says() const {
        return config || status || !events.empty() || badLines > 0 || problem;
    }
};

} // namespace vitrine::widgets
