#pragma once

#include "core/text/stages.h"
#include "core/text/unicode/utf8.h"

#include <string_view>

namespace vitrine::text {

/// Turns spans of the repaired text into spans of the source.
void moveToSource(const RepairedText& repaired, Explanation& out);

/// Fills what every tokenizer explains alike: the tokens, each word's share of them, the dropped
/// bytes, the round trip. Precondition: stages and words are there and the words are the ones that
/// encode() counts.
void finishExplanation(const Tokenizer& tokenizer, std::string_view text, Explanation& out);

/// decode(encode(text)) against the text; `encoding` without template tokens.
[[nodiscard]] RoundTrip compareRoundTrip(const Tokenizer& tokenizer, std::string_view text,
                                         const Encoding& encoding);

} // namespace vitrine::text
