#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/run/checkpoint/checkpointstore.h"

#include <filesystem>

namespace vitrine::run {

/// Writes all files of a checkpoint but its manifest into a folder, each synced; answers the
/// manifest with the checksums of what was handed to the disk.
[[nodiscard]] Outcome<Manifest> writeContent(const std::filesystem::path& folder,
                                             const CheckpointContent& content, const Tick& tick);

} // namespace vitrine::run
