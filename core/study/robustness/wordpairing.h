#pragma once

#include "core/analysis/regroup.h"
#include "core/base/axis.h"
#include "core/perturb/editscript.h"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::study {

/// A word of the clean text, where it is in the perturbed one, and its tokens in both.
struct PairedWord {
    Span clean;     ///< bytes of the clean text
    Span perturbed; ///< moved by the edit script
    bool attacked = false;
    std::vector<std::size_t> cleanTokens; ///< indices into the clean axis
    std::vector<std::size_t> perturbedTokens;
};

/// Which tokens of a clean and a perturbed trace belong together: by source word, the span moved
/// through the edit script; what is no word of the text (added tokens, a second segment, patches)
/// each for itself, in order.
struct WordPairing {
    std::vector<PairedWord> words;
    analysis::Grouping clean; ///< every token is in one group
    analysis::Grouping perturbed;
    /// Groups that are there on both sides: index on the clean side, on the perturbed side.
    std::vector<std::pair<std::size_t, std::size_t>> matched;
};

[[nodiscard]] WordPairing pairWords(std::string_view cleanText, const Axis& clean,
                                    const Axis& perturbed, const perturb::TextScript& script);

} // namespace vitrine::study
