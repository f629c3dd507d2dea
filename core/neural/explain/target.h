#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/models/network.h"
#include "core/neural/trace/tracing.h"

#include <ATen/core/Tensor.h>

#include <string>

namespace vitrine::neural {

/// A complete target: task, position and id are told.
struct Aim {
    engine::Target target;
    std::string name; ///< "class “cat”"
    double score = 0; ///< y of the Sample
};

/// Completes a target from what the model said of the Sample. A Problem for a task, position,
/// id or name that there is not.
[[nodiscard]] Outcome<Aim> aimAt(const engine::Target& asked, const ForwardResult& said,
                                 const Network& network, const TraceInput& input);

/// The same after one pass over the Sample.
[[nodiscard]] Outcome<Aim> aimFor(const Network& network, const TraceInput& input,
                                  const engine::Target& asked, const Tick& tick);

/// y of each row of a batch [B], in the graph of the result. `target` is complete.
[[nodiscard]] at::Tensor scoreOf(const ForwardResult& result, const engine::Target& target);

/// The target's probability among its rivals [B]; undefined where y is no logit among others.
[[nodiscard]] at::Tensor probabilityOf(const ForwardResult& result, const engine::Target& target);

} // namespace vitrine::neural
