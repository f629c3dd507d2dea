#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/explain/question.h"

#include <cstddef>
#include <vector>

namespace vitrine::neural {

/// Tokens of one axis that are taken away together.
struct TokenGroup {
    int axis = 0;
    std::vector<std::size_t> tokens;
};

/// Every token that is no special one by itself; together, the pieces of a word and the patches of
/// one place in all frames.
[[nodiscard]] std::vector<TokenGroup> groupsOf(std::span<const Axis> axes, bool together);

/// Runs the variants of a Sample that a request asks for.
[[nodiscard]] Outcome<engine::OcclusionScores>
occludedScores(const Network& network, const engine::Trace& trace, const TraceInput& input,
               const engine::OcclusionRequest& request, const Tick& tick);

/// The method "occlusion": y(x) − y(x without the token), measured by a forward pass for each.
[[nodiscard]] Outcome<engine::Finding> occlusionOf(const Question& question);

} // namespace vitrine::neural
