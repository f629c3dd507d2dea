#pragma once

#include "core/plugin/pluginhost.h"

#include <QByteArray>

#include <filesystem>
#include <string>

namespace vitrine::tests {

/// A description that fits this program.
[[nodiscard]] std::string description(const std::string& name,
                                      const std::string& provides = R"(["sample.exclaim"])");

/// Puts a plugin, with the library of a sample, into a folder of plugins.
void putPlugin(const std::filesystem::path& plugins, const std::string& name,
               const std::string& sample, const std::string& description);

void writeFile(const std::filesystem::path& file, const std::string& text);

/// The entry of that name. Fails the test by an exception where there is none.
[[nodiscard]] const plugin::PluginEntry& entryOf(const plugin::PluginHost& host,
                                                 const std::string& name);

/// "disabled", "changed" …
[[nodiscard]] QByteArray standingOf(const plugin::PluginHost& host, const std::string& name);

} // namespace vitrine::tests
