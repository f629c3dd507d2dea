#include "core/neural/border.h"
#include "core/neural/textmodel.h"

#include <c10/core/InferenceMode.h>

#include <stdexcept>

namespace vitrine::neural {

namespace {

std::vector<float> numbersOf(const at::Tensor& tensor) {
    const at::Tensor plain = tensor.to(at::kFloat).contiguous();
    const auto* data = plain.const_data_ptr<float>();
    return {data, data + plain.numel()};
}

engine::Walk walkOf(const WalkTensors& tensors, const engine::WalkRequest& request) {
    const auto position = static_cast<std::int64_t>(request.position);
    engine::Walk walk;
    for (const auto& [name, state] : tensors.steps) {
        walk.steps.push_back(
            {.name = name, .values = numbersOf(state.select(0, 0).select(0, position))});
    }
    if (tensors.value.defined()) {
        const at::Tensor values = tensors.value.select(0, 0).select(0, request.head);
        walk.values = {static_cast<std::size_t>(values.size(0)),
                       static_cast<std::size_t>(values.size(1)), numbersOf(values)};
        walk.mixed = numbersOf(
            tensors.mixed.select(0, 0).select(0, request.head).select(0, position));
    }
    return walk;
}

} // namespace

Outcome<engine::Walk> TextModel::walk(const Sample& sample, const engine::WalkRequest& request,
                                      const Tick& tick) {
    if (request.layer >= card_.layers || request.head < 0 || request.head >= card_.heads) {
        throw std::invalid_argument("walk: layer " + std::to_string(request.layer) + ", head " +
                                    std::to_string(request.head) + " of a model with " +
                                    std::to_string(card_.layers) + " layers of " +
                                    std::to_string(card_.heads));
    }
    return guarded(sample.name, [&]() -> Outcome<engine::Walk> {
        const c10::InferenceMode inference;
        const auto encoding = encoded(sample);
        if (!encoding) {
            return encoding.as<engine::Walk>();
        }
        if (request.position >= encoding->tokens.size()) {
            return Problem{"There is no such token", sample.name,
                           "The text has " + std::to_string(encoding->tokens.size()) +
                               " tokens, number " + std::to_string(request.position) +
                               " was asked for"};
        }
        auto tensors = network_->walk(batchOf(sample, *encoding), request.layer, tick);
        if (!tensors) {
            return tensors.as<engine::Walk>();
        }
        return walkOf(*tensors, request);
    });
}

} // namespace vitrine::neural
