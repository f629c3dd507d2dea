#pragma once

#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace vitrine::run {

/// Makes names in a folder (new files, renames) survive a power cut. File systems that cannot
/// sync a folder are no failure.
[[nodiscard]] Outcome<Done> syncFolder(const std::filesystem::path& folder);

/// Renames a folder or file; the target must not be there.
[[nodiscard]] Outcome<Done> moveTo(const std::filesystem::path& from,
                                   const std::filesystem::path& to);

/// Makes a folder with its parents; one that is there already is no failure.
[[nodiscard]] Outcome<Done> makeFolder(const std::filesystem::path& folder);

/// What an ordinary person may still write there; nothing where the system does not say.
[[nodiscard]] std::optional<std::uint64_t> freeBytes(const std::filesystem::path& folder);

} // namespace vitrine::run
