#include "core/text/pretokenize/bertsplit.h"

#include "core/base/unicode/properties.h"

namespace vitrine::text {

bool isBertPunctuation(char32_t code) {
    if (code < 0x80) {
        return (code >= 33 && code <= 47) || (code >= 58 && code <= 64) ||
               (code >= 91 && code <= 96) || (code >= 123 && code <= 126);
    }
    return unicode::Properties(code).punctuation8();
}

void splitBert(const AlignedText& text, CharRange range, std::vector<CharRange>& words) {
    std::size_t begin = range.begin;
    const auto endWord = [&](std::size_t end) {
        if (end > begin) {
            words.push_back({begin, end});
        }
    };
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const char32_t code = text[i].code;
        if (unicode::Properties(code).whiteSpace()) {
            endWord(i);
            begin = i + 1;
        } else if (isBertPunctuation(code)) {
            endWord(i);
            words.push_back({i, i + 1});
            begin = i + 1;
        }
    }
    endWord(range.end);
}

} // namespace vitrine::text
