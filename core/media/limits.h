#pragma once

#include <cstddef>
#include <cstdint>

namespace vitrine::media {

/// What a picture or a clip from a stranger may ask for (reliability.md 4.4 and 5).
struct MediaLimits {
    std::uint64_t side = 65'535;                    ///< pixels
    std::uint64_t pixels = std::uint64_t{1} << 28;  ///< of one picture or frame
    std::uint64_t unaskedPixels = 100'000'000;      ///< above it the person is asked first
    bool asked = false;                             ///< and has agreed
    std::uint64_t fileBytes = std::uint64_t{1} << 29; ///< of a picture; clips are not read whole
    std::int64_t frames = 100'000;
    double seconds = 3600;
    double openSeconds = 10; ///< time for opening a clip and listing its frames
    double frameSeconds = 2; ///< time for one frame

    bool operator==(const MediaLimits&) const = default;
};

} // namespace vitrine::media
