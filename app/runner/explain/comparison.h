#pragma once

#include "core/analysis/agreement.h"
#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/engine/model.h"

#include <string>
#include <vector>

namespace vitrine::app {

/// How far several methods agree about one answer, over the tokens of one axis.
struct Comparison {
    std::vector<std::string> methods;
    analysis::Agreement agreement;
};

/// Runs the methods of a list ("rollout,occlusion") on the target of a finding and compares all
/// with it. A Problem for a method that scores no token of its first axis.
[[nodiscard]] Outcome<Comparison> comparisonOf(engine::Model& model, const engine::Trace& trace,
                                               const engine::ExplainRequest& request,
                                               const engine::Finding& finding,
                                               const std::string& list);

[[nodiscard]] Json comparisonJson(const Comparison& comparison);

void sayComparison(const Comparison& comparison);

} // namespace vitrine::app
