#pragma once

#include "core/base/axis.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// One character of a normalised text and the source bytes it stands for.
struct AlignedChar {
    char32_t code = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool operator==(const AlignedChar&) const = default;
};

using AlignedText = std::vector<AlignedChar>;

/// Characters [begin, end) of a text.
struct CharRange {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const CharRange&) const = default;
};

/// A stretch of characters [beforeBegin, beforeEnd) that a stage turned into [afterBegin,
/// afterEnd).
struct CharEdit {
    std::size_t beforeBegin = 0;
    std::size_t beforeEnd = 0;
    std::size_t afterBegin = 0;
    std::size_t afterEnd = 0;
};

/// Notes that characters [begin, end) of one text gave all that `out` holds from `outBegin` on;
/// nothing where nobody asks for the edits.
inline void noteEdit(std::vector<CharEdit>* edits, std::size_t begin, std::size_t end,
                     std::size_t outBegin, const AlignedText& out) {
    if (edits != nullptr) {
        edits->push_back({begin, end, outBegin, out.size()});
    }
}

/// Appends the characters of the bytes [begin, end) of valid UTF-8; spans count from the text's
/// start.
void alignValid(std::string_view text, std::size_t begin, std::size_t end, AlignedText& out);

[[nodiscard]] std::string toUtf8(const AlignedText& text);

} // namespace vitrine::text
