#pragma once

#include "core/text/normalize/alignedtext.h"
#include "core/text/stages.h"

#include <functional>
#include <optional>
#include <vector>

namespace vitrine::text {

/// A pre-tokenizer: cuts some characters of a normalised text into words, which the model sees one
/// by one.
struct WordSplitter {
    /// Where the splitter also writes the text anew, as what; else `out` and `edits` stay as they
    /// are and `words` are characters of `in`.
    std::optional<StageKind> rewrites;
    std::function<void(const AlignedText& in, CharRange range, AlignedText& out,
                       std::vector<CharRange>& words, std::vector<CharEdit>* edits)>
        split;
    bool cutsAtSpaces = true; ///< see NormalizerStep
};

/// Everything is one word.
[[nodiscard]] WordSplitter noSplitter();

/// BertPreTokenizer.
[[nodiscard]] WordSplitter bertSplitter();

/// What becomes of text that spells one of CLIP's two special tokens.
enum class ClipSpecials {
    None,  ///< nothing: its pattern does not name them
    Whole, ///< it is a word
    Cut    ///< ByteLevel cuts it by its own pattern into "<|", letters and "|>"
};

/// CLIP's split: contractions, letters, one number, other runs; white space falls out.
[[nodiscard]] WordSplitter clipSplitter(ClipSpecials specials);

struct MetaspaceOptions {
    enum class Prefix { Always, First, Never };

    char32_t mark = U'\u2581';
    Prefix prefix = Prefix::Always; ///< a mark before what does not begin with one
    bool splits = true;             ///< words begin at marks; else all is one word
    bool afterWhiteSpace = false;   ///< WhitespaceSplit has run before: no white space is left
};

/// Hugging Face's Metaspace: U+0020 becomes the mark. Prefix::First concerns what begins at byte 0
/// of the source.
[[nodiscard]] WordSplitter metaspaceSplitter(MetaspaceOptions options);

} // namespace vitrine::text
