#pragma once

#include "core/base/axis.h"
#include "core/perturb/editscript.h"

#include <cstddef>
#include <vector>

namespace vitrine::perturb {

/// Where bytes of a text are after its edits, and where those of the edited text were. Exact outside
/// the edits; of a span that reaches into an edited one, the begin goes to the replacement's begin
/// and the end to its end. What was inserted at the border of a span is outside it. O(log edits).
class OffsetMap {
public:
    explicit OffsetMap(const TextScript& script);

    [[nodiscard]] Span forward(const Span& span) const { return moved(before_, after_, span); }
    [[nodiscard]] Span backward(const Span& span) const { return moved(after_, before_, span); }

private:
    [[nodiscard]] static Span moved(const std::vector<Span>& from, const std::vector<Span>& to,
                                    const Span& span);

    std::vector<Span> before_; ///< edited spans of the input
    std::vector<Span> after_;  ///< their replacements in the output
};

} // namespace vitrine::perturb
