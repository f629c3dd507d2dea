#pragma once

#include <cstdint>
#include <vector>

namespace vitrine::media {

/// How N frames are spread over a clip of T.
enum class Sampling {
    Ends, ///< ⌊i · (T − 1) / (N − 1)⌋, first and last frame included: numpy.linspace, as the examples
          ///< of TimeSformer and VideoMAE take them
    Spans ///< ⌊i · T / N⌋, the begin of N equal spans: the default of transformers' video processors
};

/// Numbers of `wanted` frames out of `frames`, ascending; frames repeat where the clip is shorter.
/// One frame is the first. Computed in double like the originals. Precondition: both ≥ 1.
[[nodiscard]] std::vector<std::int64_t> sampleFrames(std::int64_t frames, std::int64_t wanted,
                                                     Sampling rule = Sampling::Ends);

} // namespace vitrine::media
