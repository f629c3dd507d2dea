#include "core/neural/blocks/stack.h"

namespace vitrine::neural {

Outcome<StackResult> runStack(const std::vector<Block>& layers, const at::Tensor& x,
                              const AttentionMask& mask, const StackRequest& request,
                              const Memory& memory) {
    StackResult result{.last = x, .hidden = {}};
    if (request.hidden) {
        result.hidden.push_back(x);
    }
    const auto total = static_cast<std::int64_t>(layers.size());
    for (std::int64_t index = 0; index < total; ++index) {
        if (!request.tick.update(index, total)) {
            return Cancelled{};
        }
        const Block& layer = layers[static_cast<std::size_t>(index)];
        const at::Tensor attended = layer.attend(result.last, mask, request.sink);
        if (request.tick.stopped()) {
            return Cancelled{};
        }
        result.last = layer.transform(layer.look(attended, memory, request.sink));
        if (request.hidden) {
            result.hidden.push_back(result.last);
        }
    }
    if (!request.tick.update(total, total)) {
        return Cancelled{};
    }
    return result;
}

} // namespace vitrine::neural
