#include "core/neural/border.h"
#include "core/neural/generate/writing.h"
#include "core/neural/textinput.h"
#include "core/neural/textmodel.h"
#include "core/neural/texttotextmodel.h"

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

/// A precondition: the layer and the head are there, as far as the card tells.
void inModel(const engine::WalkRequest& request, const engine::ModelCard& card) {
    if (request.layer >= card.layers || request.head < 0 || request.head >= card.heads ||
        request.axis < 0 || request.axis > (card.writes ? 1 : 0)) {
        throw std::invalid_argument("walk: axis " + std::to_string(request.axis) + ", layer " +
                                    std::to_string(request.layer) + ", head " +
                                    std::to_string(request.head) + " of a model with " +
                                    std::to_string(card.layers) + " layers of " +
                                    std::to_string(card.heads));
    }
}

Outcome<engine::Walk> answered(const Outcome<WalkTensors>& tensors, std::size_t positions,
                               const engine::WalkRequest& request, const std::string& sample) {
    if (request.position >= positions) {
        return Problem{"There is no such token", sample,
                       "The text has " + std::to_string(positions) + " tokens, number " +
                           std::to_string(request.position) + " was asked for"};
    }
    return tensors ? Outcome<engine::Walk>(walkOf(*tensors, request)) : tensors.as<engine::Walk>();
}

} // namespace

Outcome<engine::Walk> TextModel::walk(const Sample& sample, const engine::WalkRequest& request,
                                      const Tick& tick) {
    inModel(request, card());
    return guarded(sample.name, [&]() -> Outcome<engine::Walk> {
        const c10::InferenceMode inference;
        const auto encoding = encoded(sample);
        if (!encoding) {
            return encoding.as<engine::Walk>();
        }
        return answered(network().walk(batchOf(sample, *encoding), request.layer, tick),
                        encoding->tokens.size(), request, sample.name);
    });
}

Outcome<engine::Walk> TextToTextModel::walk(const Sample& sample,
                                            const engine::WalkRequest& request, const Tick& tick) {
    inModel(request, card());
    return guarded(sample.name, [&]() -> Outcome<engine::Walk> {
        const c10::InferenceMode inference;
        const auto read = source(sample);
        if (!read) {
            return read.as<engine::Walk>();
        }
        Batch batch{.ids = idsOf(*read)};
        if (request.axis == 0) {
            return answered(network().walk(batch, request.layer, tick), read->tokens.size(),
                            request, sample.name);
        }
        const auto written = target(sample, *read, tick);
        if (!written) {
            return written.as<engine::Walk>();
        }
        batch.decoderIds = idRow(idsOnAxis(written->axis));
        return answered(network().walkDecoder(batch, request.layer, tick),
                        written->axis.size(), request, sample.name);
    });
}

} // namespace vitrine::neural
