#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// Converts places of one text between bytes, code points, UTF-16 units (QString) and grapheme
/// clusters. Invalid parts count as one U+FFFD each. Places inside a unit belong to its begin;
/// places beyond the end, to the end.
class Units {
public:
    explicit Units(std::string_view text);

    [[nodiscard]] std::size_t bytes() const { return bytes_; }

    [[nodiscard]] std::size_t codePoints() const { return codePointBegins_.size() - 1; }

    [[nodiscard]] std::size_t utf16() const { return utf16Begins_.back(); }

    [[nodiscard]] std::size_t graphemes() const { return graphemeBegins_.size() - 1; }

    [[nodiscard]] std::size_t codePointOfByte(std::size_t byte) const;
    [[nodiscard]] std::size_t utf16OfByte(std::size_t byte) const;
    [[nodiscard]] std::size_t graphemeOfByte(std::size_t byte) const;

    [[nodiscard]] std::size_t byteOfCodePoint(std::size_t index) const;
    [[nodiscard]] std::size_t byteOfUtf16(std::size_t index) const;
    [[nodiscard]] std::size_t byteOfGrapheme(std::size_t index) const;

private:
    std::size_t bytes_ = 0;
    std::vector<std::size_t> codePointBegins_; ///< bytes; the last entry is the end
    std::vector<std::size_t> utf16Begins_;     ///< UTF-16 place of each code point and of the end
    std::vector<std::size_t> graphemeBegins_;  ///< bytes; the last entry is the end
};

} // namespace vitrine::text
