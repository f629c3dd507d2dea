#pragma once

#include "core/base/grid.h"

#include <cstddef>
#include <span>

namespace vitrine::analysis {

/// How far explanations of one answer agree, each against each.
struct Agreement {
    Grid correlation; ///< Spearman's ρ, −1 … 1; NaN where an explanation is all equal
    Grid overlap; ///< share of the most relevant tenth, at least one token, that two have in common
};

/// `explanations`: a row for each, the larger a number the more relevant its token. No row, or no
/// token, throws std::invalid_argument.
[[nodiscard]] Agreement agreementOf(const Grid& explanations);

} // namespace vitrine::analysis
