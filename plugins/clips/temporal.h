#pragma once

#include "core/base/draws.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vitrine::clips {

/// Which frame of the input is shown at each place (robustness, section 6). All frames are kept
/// where they are while `count` is 0 or 1.
using FrameMap = std::vector<std::int64_t>;

/// A frame after the first is dropped where its draw is below the rate; the last one kept is shown
/// instead.
[[nodiscard]] FrameMap dropped(std::size_t count, double rate, const DrawKey& key);

/// The first frame and those with the smallest draws are kept, max(1, round(share · count)) in all;
/// the last one kept is shown until the next.
[[nodiscard]] FrameMap frozen(std::size_t count, double share, const DrawKey& key);

/// One permutation of all frames.
[[nodiscard]] FrameMap shuffled(std::size_t count, const DrawKey& key);

} // namespace vitrine::clips
