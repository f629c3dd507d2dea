#include "core/neural/trace/tracing.h"

#include "core/neural/answers/predictions.h"
#include "core/neural/capture/storesink.h"
#include "core/neural/explain/change/changeplan.h"
#include "core/neural/trace/storedtrace.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <optional>

namespace vitrine::neural {

namespace {

using Answer = Outcome<std::shared_ptr<const engine::Trace>>;

Grid gridOf(const at::Tensor& states) {
    const at::Tensor rows = states.flatten(0, 1).contiguous(); // several sequences: frames apart
    const auto* data = rows.const_data_ptr<float>();
    return {static_cast<std::size_t>(rows.size(0)), static_cast<std::size_t>(rows.size(1)),
            std::vector<float>(data, data + rows.numel())};
}

// Sites made of blocks become sites over the whole axis.
void spreadBlocks(StoredTrace::Parts& parts,
                  const std::map<engine::SiteKind, std::shared_ptr<const TokenBlocks>>& blocks) {
    for (std::size_t index = 0; index < parts.stores.size(); ++index) {
        if (const auto found = blocks.find(parts.sites[index].kind); found != blocks.end()) {
            parts.stores[index] = std::move(parts.stores[index]).over(found->second);
            parts.sites[index].mask = engine::MaskRule::Block;
        }
    }
}

} // namespace

Answer traceOf(const Network& network, const engine::ModelCard& card, TraceInput input,
               const engine::TraceOptions& options, const Tick& tick, const ChangePlan* plan) {
    const std::string task = options.task.empty() ? card.tasks.front() : options.task;
    if (std::ranges::find(card.tasks, task) == card.tasks.end()) {
        return Problem{"The model has no head for the task “" + task + "”", card.folder.string(),
                       "Its first task is " + card.tasks.front()};
    }
    const c10::InferenceMode inference;
    const auto begin = std::chrono::steady_clock::now();
    StoreSink sink;
    std::optional<ChangingSink> changing;
    if (plan != nullptr) {
        changing.emplace(*plan, sink);
    }
    CaptureSink* const seen = changing ? static_cast<CaptureSink*>(&*changing) : &sink;
    const std::vector<std::int64_t> words = wordPlaces(task, input.axes.back(), input.tokenizer);
    auto result = network.forward(
        input.batch,
        {.hidden = options.hidden, .sink = seen, .tick = tick, .words = words});
    if (!result) {
        return result.as<std::shared_ptr<const engine::Trace>>();
    }
    StoredTrace::Parts parts{.sample = std::move(input.sample),
                             .axes = std::move(input.axes),
                             .sites = network.sitesFor(input.batch),
                             .stores = sink.take()};
    spreadBlocks(parts, input.blocks);
    for (const TowerStates& states : result->towers) {
        for (std::size_t layer = 0; layer < states.stack.hidden.size(); ++layer) {
            parts.hidden[{states.tower, static_cast<int>(layer)}] =
                gridOf(states.stack.hidden[layer]);
        }
    }
    parts.predictions = predictionsOf(*result, {.task = task,
                                                .axis = parts.axes.back(),
                                                .labels = network.labels(),
                                                .tokenizer = input.tokenizer,
                                                .words = words});
    parts.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    return std::shared_ptr<const engine::Trace>(std::make_shared<StoredTrace>(std::move(parts)));
}

std::size_t bytesOfTrace(const std::vector<engine::Site>& sites,
                         const std::vector<std::size_t>& positions) {
    std::size_t floats = 0;
    for (const engine::Site& site : sites) {
        const auto heads = static_cast<std::size_t>(site.heads);
        const auto width = static_cast<std::size_t>(site.headWidth);
        const std::size_t queries = positions.at(static_cast<std::size_t>(site.queryAxis));
        const std::size_t keys = positions.at(static_cast<std::size_t>(site.keyAxis));
        floats += heads * (width * (queries + keys) + queries);
    }
    return floats * sizeof(float);
}

} // namespace vitrine::neural
