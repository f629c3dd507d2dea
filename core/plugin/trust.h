#pragma once

#include "core/base/outcome.h"

#include <filesystem>

namespace vitrine::plugin {

/// Whether nobody but the person (and the system) can change what lies in the one per-user folder:
/// no link, owned by the person, mode 0700, and no folder above it writable by others. A sticky
/// folder such as /tmp counts as not writable, because there nobody can replace another's folder.
[[nodiscard]] Outcome<Done> checkPersonalFolder(const std::filesystem::path& folder);

/// The same for the folder that was installed with the program: owned by the person or the system,
/// not writable by everybody.
[[nodiscard]] Outcome<Done> checkInstalledFolder(const std::filesystem::path& folder);

} // namespace vitrine::plugin
