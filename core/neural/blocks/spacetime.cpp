#include "core/neural/blocks/spacetime.h"

#include <ATen/ops/cat.h>

namespace vitrine::neural {

at::Tensor toFrames(const at::Tensor& x, std::int64_t frames) {
    const std::int64_t batch = x.size(0);
    const std::int64_t width = x.size(2);
    const std::int64_t places = (x.size(1) - 1) / frames;
    const at::Tensor classes =
        x.narrow(1, 0, 1).expand({batch, frames, width}).unsqueeze(2);
    const at::Tensor patches =
        x.narrow(1, 1, places * frames).view({batch, places, frames, width}).transpose(1, 2);
    return at::cat({classes, patches}, 2).flatten(0, 1);
}

at::Tensor fromFrames(const at::Tensor& x, std::int64_t frames) {
    const std::int64_t batch = x.size(0) / frames;
    const std::int64_t places = x.size(1) - 1;
    const at::Tensor apart = x.view({batch, frames, 1 + places, x.size(2)});
    const at::Tensor classes = apart.narrow(2, 0, 1).mean(1);
    const at::Tensor patches = apart.narrow(2, 1, places).transpose(1, 2).flatten(1, 2);
    return at::cat({classes, patches}, 1);
}

TemporalAttention::TemporalAttention(MultiHeadAttention attention, Norm norm, Linear join)
    : attention_(std::move(attention))
    , norm_(std::move(norm))
    , join_(std::move(join)) {}

at::Tensor TemporalAttention::operator()(const at::Tensor& x, std::int64_t frames,
                                         CaptureSink* sink) const {
    const std::int64_t cells = x.size(1) - 1;
    const at::Tensor patches = x.narrow(1, 1, cells);
    const at::Tensor places = patches.reshape({-1, frames, x.size(2)});
    const at::Tensor change = join_(attention_(norm_(places), AttentionMask(), sink));
    return at::cat({x.narrow(1, 0, 1), patches.add(change.view({-1, cells, x.size(2)}))}, 1);
}

at::Tensor SpaceTimeLayer::attend(const at::Tensor& x, std::int64_t frames,
                                  CaptureSink* sink) const {
    if (!temporal) {
        return block.attend(x, AttentionMask(), sink);
    }
    const at::Tensor moved = (*temporal)(x, frames, sink);
    return fromFrames(block.attend(toFrames(moved, frames), AttentionMask(), sink), frames);
}

} // namespace vitrine::neural
