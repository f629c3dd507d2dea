#pragma once

#include "core/base/axis.h"
#include "core/base/sample.h"
#include "core/engine/model.h"
#include "core/neural/models/network.h"
#include "core/text/tokenizer.h"

#include <memory>

namespace vitrine::neural {

/// A Sample made ready: what the network reads and what its positions stand for.
struct TraceInput {
    Sample sample;
    Axis axis;
    Batch batch; ///< of one
    const text::Tokenizer* tokenizer = nullptr; ///< null for pictures
};

/// Runs the network once and keeps what a Trace needs. An unknown task is a Problem.
[[nodiscard]] Outcome<std::shared_ptr<const engine::Trace>>
traceOf(const Network& network, const engine::ModelCard& card, TraceInput input,
        const engine::TraceOptions& options, const Tick& tick);

/// Bytes that a trace of so many positions keeps: Q, K and the log-sum-exp of every layer, fp32.
[[nodiscard]] std::size_t bytesOfTrace(const engine::ModelCard& card, std::size_t positions);

} // namespace vitrine::neural
