#pragma once

#include "core/neural/blocks/block.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

namespace vitrine::neural {

// A clip's states are [B, 1 + N·F, D]: the class token, then N places of F frames each, the frames
// of a place side by side.

/// The same as one sequence for each frame, each with a copy of the class token:
/// [B·F, 1 + N, D].
[[nodiscard]] at::Tensor toFrames(const at::Tensor& x, std::int64_t frames);

/// The inverse; the copies of the class token become their mean.
[[nodiscard]] at::Tensor fromFrames(const at::Tensor& x, std::int64_t frames);

/// The temporal half of divided space-time attention (Bertasius et al. 2021, section 3): each place
/// looks at itself in all frames. The class token stays as it is.
class TemporalAttention {
public:
    TemporalAttention(MultiHeadAttention attention, Norm norm, Linear join);

    /// x [B, 1 + N·F, D] with the change, N problems of F × F. `sink` may be null.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x, std::int64_t frames,
                                        CaptureSink* sink) const;

private:
    MultiHeadAttention attention_;
    Norm norm_;
    Linear join_; ///< after the attention's own output layer
};

/// A layer of a stack for clips.
struct SpaceTimeLayer {
    std::optional<TemporalAttention> temporal; ///< of divided attention
    Block block;

    /// Divided: over time, then over each frame [B, 1 + N·F, D]. Without the temporal half: over the
    /// sequences as they are, whole clips or frames. `sink` may be null.
    [[nodiscard]] at::Tensor attend(const at::Tensor& x, std::int64_t frames,
                                    CaptureSink* sink) const;
};

} // namespace vitrine::neural
