#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/explain/question.h"

#include <vector>

namespace vitrine::neural {

/// Attention rollout (Abnar, Zuidema: 2005.00928) of one query over all axes of a Trace, from the
/// last site of its tower down: self-attention r ← ½ r + ½ r Ā. Where it looks at another axis (our
/// extension) r_other += ½ r Ā, r ← ½ r. One row for each axis; together they sum to 1.
/// `from`: a site of the tower that is begun with; another tower over the same axis is left out.
[[nodiscard]] Outcome<std::vector<std::vector<float>>>
rolloutRows(const engine::Trace& trace, const engine::Site& from, std::size_t query, int startLayer,
            const Tick& tick);

/// The method "rollout".
[[nodiscard]] Outcome<engine::Finding> rolloutOf(const Question& question);

/// The method "attention": the row of one site, the mean over its heads.
[[nodiscard]] Outcome<engine::Finding> attentionRowOf(const Question& question);

} // namespace vitrine::neural
