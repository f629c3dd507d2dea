#pragma once

#include "core/plugin/pluginhost.h"

#include <filesystem>

namespace vitrine::plugin {

/// The places of an installed or just built program: lib/vitrine/plugins beside the folder of the
/// program, and below the person's data and state folders (XDG variables, else their defaults below
/// HOME). Without a HOME there are no personal plugins.
[[nodiscard]] PluginPlaces customaryPlaces(const std::filesystem::path& program);

/// The same for this process.
[[nodiscard]] PluginPlaces customaryPlaces();

} // namespace vitrine::plugin
