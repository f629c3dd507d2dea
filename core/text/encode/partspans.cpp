#include "core/text/encode/partspans.h"

#include "core/text/unicode/utf8.h"

#include <algorithm>

namespace vitrine::text {

void appendParts(const AlignedText& text, std::size_t first, std::string_view word,
                 const std::vector<WordPart>& parts, std::uint32_t number, FlatEncoding& out) {
    std::size_t character = first;
    std::size_t begin = 0; // bytes of the character
    std::size_t end = decodeValidAt(word, 0).bytes;
    for (const WordPart& part : parts) {
        while (end <= part.begin) {
            begin = end;
            end += decodeValidAt(word, begin).bytes;
            ++character;
        }
        Span32 span{text[character].begin, text[character].end};
        std::size_t last = character;
        for (std::size_t at = end; at < part.end; at += decodeValidAt(word, at).bytes) {
            ++last;
            span.begin = std::min(span.begin, text[last].begin);
            span.end = std::max(span.end, text[last].end);
        }
        out.ids.push_back(part.id);
        out.spans.push_back(span);
        out.words.push_back(number);
    }
}

} // namespace vitrine::text
