#include "core/neural/explain/reading/logitlens.h"

#include "core/neural/answers/predictions.h"
#include "core/neural/explain/findings.h"

#include <ATen/ops/log_softmax.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/InferenceMode.h>

#include <string>

namespace vitrine::neural {

namespace {

Grid gridOf(const at::Tensor& matrix) {
    return {static_cast<std::size_t>(matrix.size(0)), static_cast<std::size_t>(matrix.size(1)),
            floatsOf(matrix)};
}

// What the best answer of each cell is called.
std::vector<std::string> namesOf(const Question& question, const at::Tensor& best) {
    const engine::Target& target = question.aim.target;
    const text::Tokenizer* tokenizer = question.input.tokenizer;
    const bool words = target.task == "generate" || target.task == "fill-mask";
    const std::vector<std::string> own = question.network.labels();
    const std::vector<std::string>& labels = classNames(target.task, own);
    std::vector<std::string> names;
    const at::Tensor flat = best.flatten().contiguous();
    for (std::int64_t cell = 0; cell < flat.numel(); ++cell) {
        const std::int64_t id = flat.const_data_ptr<std::int64_t>()[cell];
        std::string name = "#" + std::to_string(id);
        if (words && tokenizer != nullptr) {
            name = tokenizer->pieceOf(id).value_or(name);
        } else if (!words && static_cast<std::size_t>(id) < labels.size()) {
            name = labels[static_cast<std::size_t>(id)];
        }
        names.push_back(std::move(name));
    }
    return names;
}

std::vector<std::string> layerNames(std::size_t count) {
    std::vector<std::string> names{"embedding"};
    for (std::size_t layer = 1; layer < count; ++layer) {
        names.push_back("layer " + std::to_string(layer - 1));
    }
    return names;
}

const TowerStates* towerNamed(const ForwardResult& result, const std::string& name) {
    for (const TowerStates& tower : result.towers) {
        if (tower.tower == name) {
            return &tower;
        }
    }
    return nullptr;
}

void addTables(const Question& question, const at::Tensor& logs, int axis,
               engine::Finding& finding) {
    const engine::FindingSide layers{.name = "layer",
                                     .labels = layerNames(static_cast<std::size_t>(logs.size(0)))};
    const auto add = [&](const char* name, const at::Tensor& values) {
        finding.tables.push_back({.name = name,
                                  .rows = layers,
                                  .columns = {.name = "position", .axis = axis},
                                  .values = gridOf(values)});
    };
    const auto [top, best] = logs.max(-1);
    const at::Tensor probabilities = logs.exp();
    add("probability of the best answer", top.exp());
    finding.tables.back().texts = namesOf(question, best);
    const std::int64_t id = question.aim.target.id;
    const at::Tensor ofTarget = logs.select(-1, id);
    add("probability of the target", ofTarget.exp());
    add("rank of the target", logs.gt(ofTarget.unsqueeze(-1)).sum(-1).to(at::kFloat));
    add("entropy in nats", probabilities.mul(logs).sum(-1).neg());
    const at::Tensor last = logs.narrow(0, logs.size(0) - 1, 1);
    add("KL to the last layer in nats", probabilities.mul(logs.sub(last)).sum(-1));
}

} // namespace

at::Tensor lensOf(const Readout& readout, const std::vector<at::Tensor>& hidden) {
    std::vector<at::Tensor> layers;
    for (const at::Tensor& states : hidden) {
        layers.push_back(at::log_softmax(readout(states.flatten(0, 1)), -1));
    }
    return at::stack(layers);
}

LayerShares layerShares(const Readout& readout, const std::vector<at::Tensor>& hidden,
                        std::int64_t position, std::int64_t id) {
    std::vector<at::Tensor> states;
    for (const at::Tensor& each : hidden) {
        states.push_back(each.flatten(0, 1)[position]);
    }
    const at::Tensor& last = states.back();
    const at::Tensor none = at::zeros_like(last);
    const double headBias = readout.head(none)[id].item<double>();
    LayerShares shares{.bias = headBias};
    if (readout.norm != nullptr && readout.norm->shift().defined()) {
        shares.bias = readout.head(readout.norm->shift())[id].item<double>();
    }
    std::vector<at::Tensor> layers;
    for (std::size_t layer = 0; layer < states.size(); ++layer) {
        const at::Tensor change = layer == 0 ? states[0] : states[layer].sub(states[layer - 1]);
        const at::Tensor normal =
            readout.norm == nullptr ? change : readout.norm->ofPart(change, last);
        layers.push_back(readout.head(normal)[id].sub(headBias));
    }
    shares.layers = at::stack(layers);
    return shares;
}

Outcome<engine::Finding> logitLensOf(const Question& question) {
    const c10::InferenceMode inference;
    const engine::Target& target = question.aim.target;
    const auto readout = question.network.readout(target.task);
    if (!readout) {
        return Problem{"The task “" + target.task + "” is not read off one position's state",
                       question.input.sample.name,
                       "The logit lens is for next words, masked words, tags and classes"};
    }
    const auto result =
        question.network.forward(question.input.batch, {.hidden = true, .tick = question.tick});
    if (!result) {
        return result.as<engine::Finding>();
    }
    const TowerStates* tower = towerNamed(*result, readout->tower);
    if (tower == nullptr) {
        return Problem{"The model has no tower to look through", readout->tower,
                       "Choose another task"};
    }
    const std::vector<at::Tensor>& hidden = tower->stack.hidden;
    const int axis = question.axisOf(tower->tower);
    engine::Finding finding;
    addTables(question, lensOf(*readout, hidden), axis, finding);
    if (readout->linear) {
        const auto position = target.position >= 0
                                  ? target.position
                                  : static_cast<std::int64_t>(speakingPlace(question, axis));
        const LayerShares shares = layerShares(*readout, hidden, position, target.id);
        finding.tables.push_back({.name = "what each layer adds to the target's logit",
                                  .rows = {.name = "layer", .labels = layerNames(hidden.size())},
                                  .columns = {.name = "logit", .labels = {"logit"}},
                                  .values = gridOf(shares.layers.unsqueeze(1))});
        finding.numbers.push_back({.name = "bias of the target's logit", .value = shares.bias});
        finding.settings.emplace_back("position", std::to_string(position));
    }
    return finding;
}

} // namespace vitrine::neural
