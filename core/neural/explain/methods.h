#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/engine/trace.h"
#include "core/neural/models/network.h"
#include "core/neural/trace/tracing.h"

#include <vector>

namespace vitrine::neural {

/// The methods that a network can give, in the order of the table.
[[nodiscard]] std::vector<engine::ExplainMethod> methodsFor(const Network& network);

/// What is explained: a Trace, and the Sample of it as the network reads it.
struct Explained {
    const Network& network;
    const engine::Trace& trace;
    const TraceInput& input;
    const TraceInput* other = nullptr; ///< of the second Sample, if the request has one
};

/// Runs the method that the request names. A Problem for a method that the network cannot give, and
/// for a target that there is not.
[[nodiscard]] Outcome<engine::Finding>
explain(const Explained& what, const engine::ExplainRequest& request, const Tick& tick);

} // namespace vitrine::neural
