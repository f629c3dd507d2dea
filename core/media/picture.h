#pragma once

#include "core/base/image.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::media {

/// A decoded picture, and in words what was done to make it eight-bit RGB that stands upright: turned,
/// transparency laid over white, depth reduced, first of several frames.
struct Picture {
    Image image;
    std::string format; ///< "PNG"
    std::vector<std::string> notes;

    bool operator==(const Picture&) const = default;
};

/// What a clip holds, known without decoding it whole.
struct ClipInfo {
    std::string format; ///< of the container: "avi"
    std::string codec;  ///< "msmpeg4v3"
    std::uint64_t width = 0; ///< of a frame, upright
    std::uint64_t height = 0;
    double framesPerSecond = 0; ///< mean rate
    double seconds = 0;         ///< from the first frame to the end of the last
    std::vector<double> times;  ///< of every frame, in order of showing, from the first one's
    std::vector<std::int64_t> keyFrames; ///< numbers of frames that need no other
    std::vector<std::string> notes;

    [[nodiscard]] std::int64_t frames() const { return static_cast<std::int64_t>(times.size()); }

    bool operator==(const ClipInfo&) const = default;
};

} // namespace vitrine::media
