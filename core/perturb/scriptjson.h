#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/perturb/perturbation.h"

namespace vitrine::perturb {

/// `[[begin, end, "replacement"], …]` for text; with a picture or a clip an object of `text`,
/// `picture` {`affine`, `cells`} and `clip` {`source`, `pictures`}, each where there is one.
[[nodiscard]] Json jsonOf(const EditScript& script);

/// Reads both forms; `textBytes` is the length of the text that the script edits. A Problem for
/// anything else, for edits out of order, and for edits that leave the text.
[[nodiscard]] Outcome<EditScript> scriptFrom(const Json& json, std::size_t textBytes,
                                             std::string_view where);

/// One result of one kind: kind, severity, seed, example, params, effect, reason where nothing
/// changed, script, label.
[[nodiscard]] Json jsonOf(const KindRecord& record, const Setting& setting,
                          const Perturbed& perturbed);

/// The same for a refusal: effect "refused" and the Problem's parts.
[[nodiscard]] Json jsonOf(const KindRecord& record, const Setting& setting,
                          const Problem& problem);

} // namespace vitrine::perturb
