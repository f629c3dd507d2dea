#pragma once

#include "core/text/normalize/alignedtext.h"
#include "core/text/stages.h"

#include <functional>
#include <string>
#include <vector>

namespace vitrine::text {

/// One step of a normaliser as a tokenizer file lists them.
struct NormalizerStep {
    StageKind kind = StageKind::Source;
    /// Writes a text anew into `out`, which is empty; `edits` receives every changed stretch if it
    /// is not null. See unicodesteps.h for whose source bytes a character has.
    std::function<void(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits)> run;
    /// Whether a text may be cut before a lone space between two letters and its parts be
    /// normalised one by one: so words can be remembered.
    bool cutsAtSpaces = true;
};

/// What the step "Replace" looks for: a text, or a run of one kind of white space.
struct ReplacePattern {
    enum class Kind { Text, Spaces, WhiteSpace };

    Kind kind = Kind::Text;
    std::u32string text;   ///< not empty if Kind::Text
    std::size_t least = 1; ///< the shortest run
};

/// Hugging Face's Replace. What is written has the source bytes of the last replaced character.
[[nodiscard]] NormalizerStep replaceStep(ReplacePattern pattern, std::u32string content);

/// Hugging Face's Strip: White_Space off the ends.
[[nodiscard]] NormalizerStep stripStep(bool left, bool right);

/// Hugging Face's Prepend: a text before everything that is not empty, with the source bytes of
/// the first character.
[[nodiscard]] NormalizerStep prependStep(std::u32string content);

} // namespace vitrine::text
