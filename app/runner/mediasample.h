#pragma once

#include "core/base/outcome.h"
#include "core/base/sample.h"

#include <cstdint>
#include <filesystem>

namespace vitrine::app {

/// A picture as a sample, decoded by `vitrine-decode` beside this program.
[[nodiscard]] Outcome<Sample> pictureSample(const std::filesystem::path& file);

/// One frame of a clip, by its number from 0. A Problem beyond its end.
[[nodiscard]] Outcome<Sample> frameSample(const std::filesystem::path& clip, std::int64_t frame);

/// So many frames spread over a clip for models that read clips, and its first for those that read
/// pictures.
[[nodiscard]] Outcome<Sample> clipSample(const std::filesystem::path& clip, std::int64_t frames);

} // namespace vitrine::app
