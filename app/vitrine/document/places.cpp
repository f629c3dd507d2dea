#include "app/vitrine/document/places.h"

#include <cstdlib>
#include <string>

namespace vitrine::app {

namespace {

std::filesystem::path folder(const char* variable, const char* belowHome) {
    const char* value = std::getenv(variable);
    // The XDG rules: a path that is not absolute is ignored.
    if (value != nullptr && value[0] == '/') {
        return std::filesystem::path(value) / "vitrine";
    }
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home != nullptr ? home : "/tmp") / belowHome / "vitrine";
}

} // namespace

Places placesFromEnvironment() {
    return {.cache = folder("XDG_CACHE_HOME", ".cache"),
            .state = folder("XDG_STATE_HOME", ".local/state"),
            .data = folder("XDG_DATA_HOME", ".local/share")};
}

} // namespace vitrine::app
