#pragma once

#include "core/engine/model.h"
#include "core/neural/models/network.h"
#include "core/neural/trace/tracing.h"

#include <memory>

namespace vitrine::neural {

/// What all opened models have in common: a network, its card, and what is asked about a Sample as
/// the network reads it. Families of input differ in inputOf alone.
class NetworkModel : public engine::Model {
public:
    [[nodiscard]] const engine::ModelCard& card() const final { return card_; }

    [[nodiscard]] Outcome<std::shared_ptr<const engine::Trace>>
    trace(const Sample& sample, const engine::TraceOptions& options, const Tick& tick) final;

    [[nodiscard]] std::vector<engine::ExplainMethod> methods() const final;
    [[nodiscard]] Outcome<engine::Finding> explain(const engine::Trace& trace,
                                                   const engine::ExplainRequest& request,
                                                   const Tick& tick) final;
    [[nodiscard]] Outcome<engine::OcclusionScores> occlude(const engine::Trace& trace,
                                                           const engine::OcclusionRequest& request,
                                                           const Tick& tick) final;
    [[nodiscard]] Outcome<std::shared_ptr<const engine::Trace>>
    intervene(const engine::Trace& trace, const engine::Intervention& intervention,
              const engine::TraceOptions& options, const Tick& tick) final;

protected:
    NetworkModel(std::unique_ptr<Network> network, engine::ModelCard card);

    [[nodiscard]] Network& network() const { return *network_; }

    [[nodiscard]] engine::ModelCard& ownCard() { return card_; }

    /// A Sample as the network reads it. A Problem for what it cannot read. May throw.
    [[nodiscard]] virtual Outcome<TraceInput> inputOf(const Sample& sample,
                                                      const Tick& tick) const = 0;

    /// The same for the Sample of a Trace of this model.
    [[nodiscard]] virtual Outcome<TraceInput> inputOf(const engine::Trace& trace,
                                                      const Tick& tick) const;

private:
    std::unique_ptr<Network> network_;
    engine::ModelCard card_;
};

} // namespace vitrine::neural
