#pragma once

#include "core/base/image.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vitrine::tests {

/// How a test clip is made.
struct ClipSpec {
    const char* container = "matroska";
    const char* codec = "libx264"; ///< FFmpeg's name of the encoder
    int frames = 100;
    int keyEvery = 12;
    int betweenReferences = 2; ///< B-frames
    int width = 160;
    int height = 96;
    int turn = 0; ///< degrees clockwise by which players turn it, noted in the container
};

/// A clip whose every frame shows its own number. Empty where FFmpeg has no such encoder. The bytes
/// are those of the file.
[[nodiscard]] std::string writeClip(const ClipSpec& spec);

/// The number that a frame shows; nothing where the picture is none of ours. `image` has the
/// proportions of the clip that was written.
[[nodiscard]] std::optional<int> numberShown(const Image& image);

} // namespace vitrine::tests
