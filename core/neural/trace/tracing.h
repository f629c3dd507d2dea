#pragma once

#include "core/base/axis.h"
#include "core/base/sample.h"
#include "core/engine/model.h"
#include "core/neural/capture/tokenblocks.h"
#include "core/neural/models/network.h"
#include "core/text/tokenizer.h"

#include <map>
#include <memory>
#include <vector>

namespace vitrine::neural {

/// A Sample made ready: what the network reads and what its positions stand for.
struct TraceInput {
    Sample sample;
    std::vector<Axis> axes; ///< as the network's sites count them; answers are about the last
    Batch batch;            ///< of one
    std::map<engine::SiteKind, std::shared_ptr<const TokenBlocks>> blocks; ///< of sites made of them
    const text::Tokenizer* tokenizer = nullptr; ///< null for pictures
    std::vector<float> black; ///< the three numbers of a black pixel; empty for texts
};

class ChangePlan;

/// Runs the network once and keeps what a Trace needs. An unknown task is a Problem. `plan` changes
/// the pass on its way; null = nothing.
[[nodiscard]] Outcome<std::shared_ptr<const engine::Trace>>
traceOf(const Network& network, const engine::ModelCard& card, TraceInput input,
        const engine::TraceOptions& options, const Tick& tick, const ChangePlan* plan = nullptr);

/// Bytes that a trace keeps whose axes have so many positions: Q, K and the log-sum-exp of every
/// site, fp32.
[[nodiscard]] std::size_t bytesOfTrace(const std::vector<engine::Site>& sites,
                                       const std::vector<std::size_t>& positions);

} // namespace vitrine::neural
