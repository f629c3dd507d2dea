#include "app/runner/cachefolder.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace vitrine::app {

namespace fs = std::filesystem;

namespace {

const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
}

bool isModel(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(folder / "config.json", ignored);
}

} // namespace

fs::path cacheFolder() {
    if (const char* cache = environment("XDG_CACHE_HOME")) {
        return fs::path(cache) / "vitrine";
    }
    const char* home = environment("HOME");
    return fs::path(home != nullptr ? home : "/") / ".cache" / "vitrine";
}

std::vector<fs::path> modelFoldersIn(const fs::path& folder) {
    if (isModel(folder)) {
        return {folder};
    }
    std::vector<fs::path> found;
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(folder, unreadable)) {
        // A set-up that is still running, or was stopped, leaves such a folder for its next run.
        if (entry.path().extension() != ".partial" && isModel(entry.path())) {
            found.push_back(entry.path());
        }
    }
    std::ranges::sort(found);
    return found;
}

} // namespace vitrine::app
