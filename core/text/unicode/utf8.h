#pragma once

#include "core/base/axis.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// One step of reading UTF-8: a code point, or U+FFFD for a maximal invalid subpart (Unicode 15.0,
/// section 3.9, "substitution of maximal subparts").
struct Decoded {
    char32_t code = 0;
    std::uint32_t bytes = 0; ///< consumed, at least 1
    bool valid = true;
};

/// Reads the code point at byte `at`. Precondition: at < text.size().
[[nodiscard]] Decoded decodeAt(std::string_view text, std::size_t at);

/// The same for text that is known to be valid.
[[nodiscard]] Decoded decodeValidAt(std::string_view text, std::size_t at);

/// Appends a code point; surrogates and values above U+10FFFF become U+FFFD.
void appendUtf8(std::string& text, char32_t code);

/// Position of the first invalid byte, or text.size().
[[nodiscard]] std::size_t validPrefix(std::string_view text);

[[nodiscard]] inline bool isContinuationByte(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// A copy of a text in which each maximal invalid part is one U+FFFD, with the way back.
class RepairedText {
public:
    explicit RepairedText(std::string_view source);

    [[nodiscard]] const std::string& text() const { return text_; }

    /// The invalid parts, as bytes of the source.
    [[nodiscard]] const std::vector<Span>& invalid() const { return invalid_; }

    /// The source byte of a character boundary of text(). O(log invalid parts).
    [[nodiscard]] std::size_t sourceOf(std::size_t boundary) const;

private:
    std::string text_;
    std::vector<Span> invalid_;
    std::vector<std::size_t> repairedAt_; ///< where each invalid part's U+FFFD ends in text_
};

} // namespace vitrine::text
