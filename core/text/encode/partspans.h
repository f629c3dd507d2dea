#pragma once

#include "core/text/flat.h"
#include "core/text/models/wordpart.h"
#include "core/text/normalize/alignedtext.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// Appends the parts of a word, whose UTF-8 stands for the characters of `text` from `first` on, as
/// tokens with source spans. A part of a character stands for the whole character. Precondition:
/// the parts' begins do not descend.
void appendParts(const AlignedText& text, std::size_t first, std::string_view word,
                 const std::vector<WordPart>& parts, std::uint32_t number, FlatEncoding& out);

} // namespace vitrine::text
