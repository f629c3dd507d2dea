#pragma once

#include "core/base/outcome.h"
#include "core/neural/models/network.h"
#include "core/neural/trace/tracing.h"

#include <string>

namespace vitrine::neural {

/// A Sample whose content is taken away: what explanations by absence compare it with.
struct BaselineInput {
    std::string name; ///< of what stands in its place: "mask", "mean colour"
    Batch batch;
};

/// Every token that is no special one becomes the mask, pad or end token, at its own position; a
/// picture becomes its mean colour, blurred over a quarter of its side, or black. `asked` names one
/// of engine::ExplainRequest::baseline; empty = the first that the model has.
[[nodiscard]] Outcome<BaselineInput> baselineOf(const Network& network, const TraceInput& input,
                                                const std::string& asked);

} // namespace vitrine::neural
