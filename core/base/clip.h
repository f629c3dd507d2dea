#pragma once

#include "core/base/image.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace vitrine {

/// One frame taken out of a clip. Perturbations that only move frames share the picture.
struct Frame {
    std::int64_t number = 0; ///< in the source clip, from 0
    double seconds = 0;      ///< presentation time from the clip's begin
    std::shared_ptr<const Image> picture;

    bool operator==(const Frame&) const = default;
};

/// The frames of a clip that a model looks at, in order, all of one size, and the time line they
/// were taken from. A plain value; share it as `shared_ptr<const Clip>`.
struct Clip {
    std::vector<Frame> frames;
    std::int64_t sourceFrames = 0; ///< frames of the whole clip; 0 = unknown
    double sourceSeconds = 0;      ///< its duration
    double framesPerSecond = 0;    ///< mean rate of the source

    bool operator==(const Clip&) const = default;
};

} // namespace vitrine
