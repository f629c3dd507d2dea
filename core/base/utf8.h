#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vitrine {

/// U+FFFD, what stands for bytes that are no UTF-8.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// One step through a UTF-8 text.
struct Utf8Step {
    char32_t character = kReplacementCharacter;
    std::size_t bytes = 0; ///< how far to go on; 0 only at the end of the text
    bool valid = false;    ///< false: the bytes are a maximal part of an ill-formed sequence
};

/// The character at byte `at`. Ill-formed input is cut into maximal parts, as Unicode 15, section
/// 3.9 recommends: "E2 82 41" is one bad part of two bytes and an "A". Overlong forms, surrogates
/// and characters above U+10FFFF are ill-formed.
[[nodiscard]] Utf8Step utf8Step(std::string_view text, std::size_t at);

[[nodiscard]] bool isUtf8(std::string_view text);

/// The first byte that begins an ill-formed part, or npos.
[[nodiscard]] std::size_t firstInvalidUtf8(std::string_view text);

/// Appends the encoding of a character; of U+FFFD for a surrogate or a number above U+10FFFF.
void appendUtf8(std::string& text, char32_t character);

/// The text with every ill-formed part replaced by U+FFFD.
[[nodiscard]] std::string toValidUtf8(std::string_view text);

} // namespace vitrine
