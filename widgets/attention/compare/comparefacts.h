#pragma once

#include "core/study/compare.h"
#include "widgets/attention/number/cellfacts.h"

#include <optional>
#include <vector>

namespace vitrine::widgets {

class CompareState;

/// What the inspector says of a comparison.
struct CompareFacts {
    NumberHead::Content head; ///< the change of the shown cell
    std::vector<Fact> facts;
    std::vector<study::TextChange> changes;
    std::vector<study::ShiftedHead> shifted; ///< largest first
    std::vector<QString> shiftedNames;       ///< "2·1"
    std::vector<QString> origins;
};

/// None where nothing is compared.
[[nodiscard]] std::optional<CompareFacts> compareFactsOf(const AttentionState& state);

[[nodiscard]] QString textOf(const CompareFacts& facts);

} // namespace vitrine::widgets
