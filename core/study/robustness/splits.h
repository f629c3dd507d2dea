#pragma once

#include "core/base/axis.h"
#include "core/perturb/editscript.h"

#include <cstddef>
#include <vector>

namespace vitrine::study {

/// A word that an edit touched, with its pieces before and after.
struct WordSplit {
    Span clean;     ///< bytes of the clean text
    Span perturbed; ///< where they are now
    std::vector<AxisToken> before;
    std::vector<AxisToken> after;

    /// Whether both are cut into the same pieces: the tokenizer does not see the edit.
    [[nodiscard]] bool same() const;

    /// Pieces in common; 0 for disjoint splits.
    [[nodiscard]] std::size_t shared() const;
};

/// How the tokens changed. Specials are not counted.
struct WordSplits {
    std::vector<WordSplit> words; ///< touched ones, in order of the clean text
    std::size_t piecesBefore = 0;
    std::size_t piecesAfter = 0;
    bool idsEqual = false; ///< all ids are the same: the normaliser removed the edits
};

/// Words are those of the clean axis, mapped through the script (robustness, 9.1); first segments.
[[nodiscard]] WordSplits wordSplits(const Axis& clean, const Axis& perturbed,
                                      const perturb::TextScript& script);

} // namespace vitrine::study
