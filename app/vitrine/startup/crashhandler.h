#pragma once

#include <filesystem>

namespace vitrine::app {

/// From now on a fault of the program leaves its stack in `folder` (crash-<process>.txt) before it
/// dies as it would have. The document's journal is there already; see Journal. Once a process.
void keepStacksOfCrashes(const std::filesystem::path& folder);

} // namespace vitrine::app
