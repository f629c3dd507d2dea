#pragma once

#include "core/text/normalize/alignedtext.h"

#include <vector>

namespace vitrine::text {

/// ASCII 33–47, 58–64, 91–96, 123–126, or category P* of Unicode 8.0.
[[nodiscard]] bool isBertPunctuation(char32_t code);

/// BertPreTokenizer: words are runs without White_Space; each punctuation character is a word.
void splitBert(const AlignedText& text, CharRange range, std::vector<CharRange>& words);

} // namespace vitrine::text
