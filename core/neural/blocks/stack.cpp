#include "core/neural/blocks/stack.h"

#include <ATen/ops/tensor.h>

namespace vitrine::neural {

at::Tensor wordRows(const at::Tensor& states, const StackRequest& request) {
    if (!request.words) {
        return states;
    }
    return states.index_select(
        1, at::tensor(*request.words, states.options().dtype(at::kLong)));
}

Outcome<StackResult> runLayers(std::size_t layers, const at::Tensor& x, const StackRequest& request,
                               const LayerSteps& steps) {
    const auto seen = [&](std::size_t layer, const at::Tensor& state) {
        return request.sink == nullptr ? state : request.sink->state(layer, state);
    };
    StackResult result{.last = seen(0, x), .hidden = {}};
    if (request.hidden) {
        result.hidden.push_back(result.last);
    }
    const auto total = static_cast<std::int64_t>(layers);
    for (std::size_t layer = 0; layer < layers; ++layer) {
        if (!request.tick.update(static_cast<std::int64_t>(layer), total)) {
            return Cancelled{};
        }
        const at::Tensor attended = steps.attend(layer, result.last);
        if (request.tick.stopped()) {
            return Cancelled{};
        }
        result.last = seen(layer + 1, steps.transform(layer, attended));
        if (request.hidden) {
            result.hidden.push_back(result.last);
        }
    }
    if (!request.tick.update(total, total)) {
        return Cancelled{};
    }
    return result;
}

Outcome<StackResult> runStack(const std::vector<Block>& layers, const at::Tensor& x,
                              const AttentionMask& mask, const StackRequest& request,
                              const Memory& memory) {
    return runLayers(layers.size(), x, request,
                     {.attend =
                          [&](std::size_t layer, const at::Tensor& state) {
                              return layers[layer].attend(state, mask, request.sink);
                          },
                      .transform =
                          [&](std::size_t layer, const at::Tensor& attended) {
                              const Block& block = layers[layer];
                              return block.transform(block.look(attended, memory, request.sink),
                                                    request.sink);
                          }});
}

} // namespace vitrine::neural
