#pragma once

#include <cstddef>
#include <string_view>

namespace vitrine::text {

/// GPT-2's split as a loop over character classes. The bytes [at, end) of valid UTF-8 are cut in
/// this order of preference: an English contraction after an ASCII apostrophe; an optional space
/// (U+0020) and letters; … and numbers; … and neither; white space not followed by anything else;
/// white space. Answers where the piece that begins at `at` ends. Precondition: at < end.
[[nodiscard]] std::size_t byteLevelPieceEnd(std::string_view text, std::size_t at, std::size_t end);

/// The pattern that this split stands for, as tokenizer files spell it.
extern const std::string_view kByteLevelPattern;

} // namespace vitrine::text
