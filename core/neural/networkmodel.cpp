#include "core/neural/networkmodel.h"

#include "core/neural/border.h"
#include "core/neural/explain/change/changeplan.h"
#include "core/neural/explain/input/occlusion.h"
#include "core/neural/explain/methods.h"

#include <optional>
#include <stdexcept>

namespace vitrine::neural {

namespace {

using Traced = std::shared_ptr<const engine::Trace>;

} // namespace

NetworkModel::NetworkModel(std::unique_ptr<Network> network, engine::ModelCard card)
    : network_(std::move(network))
    , card_(std::move(card)) {}

Outcome<TraceInput> NetworkModel::inputOf(const engine::Trace& trace, const Tick& tick) const {
    return inputOf(trace.sample(), tick);
}

Outcome<Traced> NetworkModel::trace(const Sample& sample, const engine::TraceOptions& options,
                                    const Tick& tick) {
    return guarded(sample.name, [&]() -> Outcome<Traced> {
        auto input = inputOf(sample, tick);
        return input ? traceOf(*network_, card_, *std::move(input), options, tick)
                     : input.as<Traced>();
    });
}

std::vector<engine::ExplainMethod> NetworkModel::methods() const {
    return methodsFor(*network_);
}

Outcome<engine::Finding> NetworkModel::explain(const engine::Trace& trace,
                                               const engine::ExplainRequest& request,
                                               const Tick& tick) {
    return guarded(trace.sample().name, [&]() -> Outcome<engine::Finding> {
        const auto input = inputOf(trace, tick);
        if (!input) {
            return input.as<engine::Finding>();
        }
        std::optional<TraceInput> other;
        if (request.other != nullptr) {
            auto second = inputOf(*request.other, tick);
            if (!second) {
                return second.as<engine::Finding>();
            }
            other = *std::move(second);
        }
        return neural::explain({.network = *network_,
                                .trace = trace,
                                .input = *input,
                                .other = other ? &*other : nullptr},
                               request, tick);
    });
}

Outcome<engine::OcclusionScores> NetworkModel::occlude(const engine::Trace& trace,
                                                       const engine::OcclusionRequest& request,
                                                       const Tick& tick) {
    if (request.kept.size() != trace.axes().size()) {
        throw std::invalid_argument("occlude: one grid for each axis");
    }
    return guarded(trace.sample().name, [&]() -> Outcome<engine::OcclusionScores> {
        const auto input = inputOf(trace, tick);
        return input ? occludedScores(*network_, trace, *input, request, tick)
                     : input.as<engine::OcclusionScores>();
    });
}

Outcome<Traced> NetworkModel::intervene(const engine::Trace& trace,
                                        const engine::Intervention& intervention,
                                        const engine::TraceOptions& options, const Tick& tick) {
    return guarded(trace.sample().name, [&]() -> Outcome<Traced> {
        auto input = inputOf(trace, tick);
        if (!input) {
            return input.as<Traced>();
        }
        std::shared_ptr<const Recording> from;
        if (!intervention.patches.empty() && intervention.from != nullptr) {
            const auto source = inputOf(*intervention.from, tick);
            if (!source) {
                return source.as<Traced>();
            }
            auto recording = recordingOf(*network_, source->batch, tick.quiet());
            if (!recording) {
                return recording.as<Traced>();
            }
            from = std::make_shared<const Recording>(*std::move(recording));
        }
        const auto plan = ChangePlan::of(intervention, *network_, *input, std::move(from));
        return plan ? traceOf(*network_, card_, *std::move(input), options, tick, &*plan)
                    : plan.as<Traced>();
    });
}

} // namespace vitrine::neural
