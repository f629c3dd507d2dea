#pragma once

#include "core/base/axis.h"
#include "core/base/utf8.h"

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
[[nodiscard]] inline Decoded decodeValidAt(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[at + i]));
    };
    const char32_t first = byte(0);
    if (first < 0x80) {
        return {first, 1, true};
    }
    if (first < 0xE0) {
        return {((first & 0x1FU) << 6) | (byte(1) & 0x3FU), 2, true};
    }
    if (first < 0xF0) {
        return {((first & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU), 3, true};
    }
    return {((first & 0x07U) << 18) | ((byte(1) & 0x3FU) << 12) | ((byte(2) & 0x3FU) << 6) |
                (byte(3) & 0x3FU),
            4, true};
}

/// Position of the first invalid byte, or text.size().
[[nodiscard]] std::size_t validPrefix(std::string_view text);

[[nodiscard]] inline bool isContinuationByte(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// How invalid UTF-8 is read.
enum class InvalidRule {
    EachPart, ///< each maximal invalid part as U+FFFD (Unicode's rule; Hugging Face)
    EachByte  ///< each byte of it as kInvalidMark (SentencePiece)
};

/// What stands for an invalid byte where a U+FFFD of the text itself must be told from it: a
/// surrogate, which no valid text holds. appendUtf8() writes it as U+FFFD.
constexpr char32_t kInvalidMark = 0xDFFF;
constexpr std::string_view kInvalidMarkBytes = "\xED\xBF\xBF";

/// A copy of a text without invalid parts, with the way back.
class RepairedText {
public:
    explicit RepairedText(std::string_view source, InvalidRule rule = InvalidRule::EachPart);

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
