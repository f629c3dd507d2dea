#pragma once

#include "core/base/outcome.h"

#include <filesystem>

#include <sys/types.h>

namespace vitrine::app {

/// Starts a process that outlives this one and its terminal, which runs the training of a run
/// directory, waits for it, writes how it ended into status.json, and starts it again after a crash:
/// at most three times in ten minutes, never after a stop, a failure or wrong use. Its output goes
/// to the run's logs. Answers the keeper's process number.
[[nodiscard]] Outcome<pid_t> startKeeper(const std::filesystem::path& runFolder);

} // namespace vitrine::app
