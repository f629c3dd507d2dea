#pragma once

#include "core/base/outcome.h"

#include <filesystem>
#include <string>

namespace vitrine::plugin {

/// SHA-256 over the names and contents of all files of a plugin's folder: what the person enabled. A
/// Problem where a link or anything but files and folders lies in it, or too much.
[[nodiscard]] Outcome<std::string> contentHash(const std::filesystem::path& folder);

} // namespace vitrine::plugin
