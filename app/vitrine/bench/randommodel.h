#pragma once

#include "core/base/outcome.h"

#include <filesystem>

namespace vitrine::app::bench {

/// Writes a GPT-2 of 12 layers × 12 heads × 16 for 1,024 bytes of text, with seeded random weights,
/// so that painting can be measured at full size without a download. 24 MB.
[[nodiscard]] Outcome<Done> writeRandomModel(const std::filesystem::path& folder);

} // namespace vitrine::app::bench
