#include "core/plugin/places.h"

#include <cstdlib>
#include <system_error>

namespace vitrine::plugin {

namespace {

namespace fs = std::filesystem;

/// The XDG rules: a path that is not absolute is ignored.
fs::path folderOf(const char* variable, const char* belowHome) {
    if (const char* given = std::getenv(variable); given != nullptr && *given == '/') {
        return fs::path(given) / "vitrine";
    }
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
        return fs::path(home) / belowHome / "vitrine";
    }
    return {};
}

} // namespace

PluginPlaces customaryPlaces(const fs::path& program) {
    PluginPlaces places;
    if (!program.empty()) {
        places.installed = program.parent_path().parent_path() / "lib" / "vitrine" / "plugins";
    }
    places.state = folderOf("XDG_STATE_HOME", ".local/state");
    if (const fs::path data = folderOf("XDG_DATA_HOME", ".local/share"); !data.empty()) {
        places.personal = data / "plugins";
    }
    return places;
}

PluginPlaces customaryPlaces() {
    std::error_code unreadable;
    return customaryPlaces(fs::read_symlink("/proc/self/exe", unreadable));
}

} // namespace vitrine::plugin
