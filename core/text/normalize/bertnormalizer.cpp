#include "core/text/normalize/bertnormalizer.h"

#include "core/base/unicode/properties.h"
#include "core/text/unicode/mappings.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace vitrine::text {

namespace {

bool isDropped(char32_t code, const unicode::Properties& properties) {
    if (code == 0 || code == kReplacementCharacter) {
        return true;
    }
    return properties.category() == unicode::Category::Cc || properties.category() == unicode::Category::Co ||
           properties.format8();
}

bool isIdeograph(char32_t code) {
    const auto in = [code](char32_t first, char32_t last) { return code >= first && code <= last; };
    return in(0x4E00, 0x9FFF) || in(0x3400, 0x4DBF) || in(0x20000, 0x2A6DF) ||
           in(0x2A700, 0x2B73F) || in(0x2B740, 0x2B81F) || in(0x2B920, 0x2CEAF) ||
           in(0xF900, 0xFAFF) || in(0x2F800, 0x2FA1F);
}

/// Notes that one character of `in` gave everything in `out` from `outBegin` on.
void note(std::vector<CharEdit>* edits, std::size_t at, std::size_t outBegin,
          const AlignedText& out) {
    if (edits != nullptr) {
        edits->push_back({at, at + 1, outBegin, out.size()});
    }
}

int combiningClass(char32_t code) {
    return code < 0x300 ? 0 : unicode::Properties(code).combiningClass();
}

} // namespace

void cleanText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        AlignedChar character = in[i];
        const std::size_t before = out.size();
        if (character.code > U' ' && character.code < 0x7F) {
            out.push_back(character);
            continue;
        }
        const unicode::Properties properties(character.code);
        const bool lineOrTab =
            character.code == U'\t' || character.code == U'\n' || character.code == U'\r';
        if (!lineOrTab && isDropped(character.code, properties)) {
            note(edits, i, before, out);
            continue;
        }
        if (lineOrTab || properties.whiteSpace()) {
            character.code = U' ';
        }
        out.push_back(character);
        if (character != in[i]) {
            note(edits, i, before, out);
        }
    }
}

void spaceIdeographs(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        const AlignedChar character = in[i];
        if (!isIdeograph(character.code)) {
            out.push_back(character);
            continue;
        }
        const std::size_t before = out.size();
        const AlignedChar space{U' ', character.begin, character.end};
        out.insert(out.end(), {space, character, space});
        note(edits, i, before, out);
    }
}

void decomposeText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    for (std::size_t i = 0; i < in.size();) {
        const std::size_t inBegin = i;
        const std::size_t outBegin = out.size();
        bool changed = false;
        // One starter and the marks on it: nothing is reordered beyond that.
        do {
            const Decomposition parts = decompose(in[i].code);
            changed = changed || parts.count != 1 || parts.codes[0] != in[i].code;
            for (int part = 0; part < parts.count; ++part) {
                out.push_back({parts.codes[part], in[i].begin, in[i].end});
            }
            ++i;
        } while (i < in.size() && combiningClass(decompose(in[i].code).codes[0]) != 0);
        if (out.size() - outBegin > 1) {
            const auto less = [](const AlignedChar& a, const AlignedChar& b) {
                return combiningClass(a.code) < combiningClass(b.code);
            };
            auto first = out.begin() + static_cast<std::ptrdiff_t>(outBegin);
            first = std::find_if(first, out.end(), [](const AlignedChar& character) {
                return combiningClass(character.code) != 0;
            });
            if (!std::is_sorted(first, out.end(), less)) {
                changed = true;
                std::stable_sort(first, out.end(), less);
            }
        }
        if (changed && edits != nullptr) {
            edits->push_back({inBegin, i, outBegin, out.size()});
        }
    }
}

void stripMarks(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i].code >= 0x300 && unicode::Properties(in[i].code).mark8()) {
            note(edits, i, out.size(), out);
        } else {
            out.push_back(in[i]);
        }
    }
}

void lowerText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        const Lowered lowered = lower(in[i].code);
        const std::size_t before = out.size();
        for (int part = 0; part < lowered.count; ++part) {
            out.push_back({lowered.codes[part], in[i].begin, in[i].end});
        }
        if (lowered.count != 1 || lowered.codes[0] != in[i].code) {
            note(edits, i, before, out);
        }
    }
}

void normalizeBert(const BertNormalizerOptions& options, AlignedText& text, AlignedText& scratch) {
    const auto run = [&](auto stage) {
        scratch.clear();
        stage(text, scratch, nullptr);
        std::swap(text, scratch);
    };
    if (options.cleanText) {
        run(cleanText);
    }
    if (options.handleChineseChars) {
        run(spaceIdeographs);
    }
    if (options.strips()) {
        run(decomposeText);
        run(stripMarks);
    }
    if (options.lowercase) {
        run(lowerText);
    }
}

} // namespace vitrine::text
