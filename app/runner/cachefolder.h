#pragma once

#include <filesystem>
#include <vector>

namespace vitrine::app {

/// The folder that app/setup.sh fills: $XDG_CACHE_HOME/vitrine, else ~/.cache/vitrine.
[[nodiscard]] std::filesystem::path cacheFolder();

/// Folders with a config.json: `folder` itself, or the folders in it. Sorted by name.
[[nodiscard]] std::vector<std::filesystem::path> modelFoldersIn(
    const std::filesystem::path& folder);

} // namespace vitrine::app
