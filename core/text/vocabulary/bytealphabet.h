#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrine::text {

// GPT-2's spelling of bytes as visible characters: 33–126, 161–172 and 174–255 stand for
// themselves, the others in ascending order are U+0100, U+0101, …

[[nodiscard]] char32_t characterOfByte(unsigned char byte);

/// The byte that a character stands for.
[[nodiscard]] std::optional<unsigned char> byteOfCharacter(char32_t code);

[[nodiscard]] std::string spellBytes(std::string_view bytes);

/// The bytes that a piece spells. A piece with other characters (an added token) is taken as it is.
[[nodiscard]] std::string bytesOfPiece(std::string_view piece);

} // namespace vitrine::text
