#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::run {

/// The last lines of a run's log, oldest first: of logs/rank-0.log, else of the log in that folder
/// that was written to last. Reads at most the last 256 KiB; ill-formed UTF-8 becomes U+FFFD. Empty
/// where nothing was logged yet; a Problem where the folder cannot be read.
[[nodiscard]] Outcome<std::vector<std::string>> lastLogLines(const std::filesystem::path& runFolder,
                                                             std::size_t count = 200);

} // namespace vitrine::run
