#pragma once

#include "core/perturb/catalogue.h"
#include "core/plugin/pluginhost.h"

namespace vitrine::app {

/// The plugins of this program, loaded at the first call. What is not in order with a folder of
/// plugins is told on standard error then.
[[nodiscard]] plugin::PluginHost& pluginsOfThisProgram();

/// The built-in kinds and those of the plugins.
[[nodiscard]] const perturb::Catalogue& kindsOfThisProgram();

} // namespace vitrine::app
