#pragma once

#include "core/base/axis.h"
#include "core/base/grid.h"
#include "core/base/sample.h"

#include <cstddef>
#include <vector>

namespace vitrine::analysis {

/// Tokens gathered into groups; every token is in one, added tokens are groups of their own.
struct Grouping {
    std::vector<std::size_t> groupOf; ///< per token

    /// One entry per group: the text it covers as label, id −1 where it gathers several tokens.
    Axis groups;

    bool operator==(const Grouping&) const = default;
};

/// Pieces gathered into the words that the tokenizer found (AxisToken::word).
[[nodiscard]] Grouping groupByWord(const Axis& axis, const Sample& sample);

/// Pieces gathered into the parts of the text between ASCII blanks, which are the same for all
/// tokenizers: what two of them are compared on. A token that begins with blanks belongs to the
/// word after them; blanks at the end of the text belong to the last word.
[[nodiscard]] Grouping groupByBlanks(const Axis& axis, const Sample& sample);

/// A map [queries × keys] over groups: the sum over keys, the mean over the queries that see a key,
/// so that rows still sum to 1. Throws std::invalid_argument where the sizes do not fit.
[[nodiscard]] Grid regroup(const Grid& map, const Grouping& queries, const Grouping& keys);

} // namespace vitrine::analysis
