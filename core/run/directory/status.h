#pragma once

#include "core/base/outcome.h"
#include "core/run/directory/process.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::run {

enum class RunState {
    Queued,
    Starting,
    Running,
    Paused,
    Finishing,
    Finished,
    Stopped,
    Failed, ///< reason says why
    Killed  ///< by a signal
};

[[nodiscard]] std::string_view nameOf(RunState state); ///< "queued"
[[nodiscard]] std::optional<RunState> runStateNamed(std::string_view name);

/// Whether no process works on the run any more.
[[nodiscard]] bool hasEnded(RunState state);

/// How the rank process ended: exactly one of the two.
struct ProcessExit {
    std::optional<int> code;
    std::optional<int> signal;

    bool operator==(const ProcessExit&) const = default;
};

/// What status.json holds; replaced atomically by the keeper before start and after exit, by rank 0
/// in between.
struct RunStatus {
    RunState state = RunState::Queued;
    std::string reason;
    std::int64_t attempt = 1;
    ProcessId process; ///< of rank 0
    std::int64_t world = 1;
    std::int64_t step = 0;
    std::int64_t steps = 0; ///< 0 while unknown
    std::int64_t tokens = 0;
    double updated = 0; ///< seconds since 1970; set by writeStatus
    std::optional<ProcessExit> exit;

    bool operator==(const RunStatus&) const = default;
};

[[nodiscard]] Outcome<Done> writeStatus(const std::filesystem::path& runFolder, RunStatus status);

/// Checked like anything from a stranger: known state, numbers in range.
[[nodiscard]] Outcome<RunStatus> readStatus(const std::filesystem::path& runFolder);

} // namespace vitrine::run
