#include "core/text/normalize/unicodesteps.h"

#include "core/base/unicode/properties.h"
#include "core/text/unicode/mappings.h"

#include <algorithm>

namespace vitrine::text {

namespace {

/// Below it nothing composes and nothing combines.
constexpr char32_t kFirstMark = 0x300;

/// As Hugging Face's tables of Unicode 9.0 have it: later marks stay where they are.
int combiningClass(char32_t code) {
    if (code < kFirstMark) {
        return 0;
    }
    const unicode::Properties properties(code);
    return properties.mark9() ? properties.combiningClass() : 0;
}

bool isStarter(const AlignedChar& character) {
    return combiningClass(character.code) == 0;
}

/// Canonical order of the marks from `begin` on; answers whether anything moved.
bool orderMarks(AlignedText& text, std::size_t begin) {
    const auto less = [](const AlignedChar& a, const AlignedChar& b) {
        return combiningClass(a.code) < combiningClass(b.code);
    };
    bool moved = false;
    for (auto at = text.begin() + static_cast<std::ptrdiff_t>(begin); at != text.end();) {
        at = std::find_if_not(at, text.end(), isStarter);
        const auto end = std::find_if(at, text.end(), isStarter);
        if (!std::is_sorted(at, end, less)) {
            std::stable_sort(at, end, less);
            moved = true;
        }
        at = end;
    }
    return moved;
}

void canonicalParts(char32_t code, std::u32string& parts) {
    const Decomposition found = decompose(code);
    parts.assign(found.codes, static_cast<std::size_t>(found.count));
}

void compatibleParts(char32_t code, std::u32string& parts) {
    parts.clear();
    appendCompatible(code, parts);
}

/// `partsOf` gives the decomposition of one character.
void decomposeBy(void (*partsOf)(char32_t, std::u32string&), const AlignedText& in,
                 AlignedText& out, std::vector<CharEdit>* edits) {
    std::u32string parts;
    for (std::size_t i = 0; i < in.size();) {
        const std::size_t inBegin = i;
        const std::size_t outBegin = out.size();
        bool changed = false;
        partsOf(in[i].code, parts);
        // One starter and the marks on it: nothing is reordered beyond that.
        do {
            changed = changed || parts.size() != 1 || parts[0] != in[i].code;
            for (const char32_t part : parts) {
                out.push_back({part, in[i].begin, in[i].end});
            }
            if (++i < in.size()) {
                partsOf(in[i].code, parts);
            }
        } while (i < in.size() && combiningClass(parts[0]) != 0);
        changed = orderMarks(out, outBegin) || changed;
        if (changed) {
            noteEdit(edits, inBegin, i, outBegin, out);
        }
    }
}

/// Composes what is decomposed (Unicode 15.0, section 3.11); `origin` goes along.
void composeParts(AlignedText& text, std::vector<std::size_t>& origin) {
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t starter = kNone;
    std::size_t kept = 0;
    int lastClass = 0; // of the characters kept since the starter; 0 right after it
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int combining = combiningClass(text[i].code);
        const bool adjacent = starter != kNone && starter + 1 == kept;
        if (starter != kNone && (adjacent || lastClass < combining)) {
            if (const char32_t whole = compose(text[starter].code, text[i].code)) {
                text[starter].code = whole;
                continue;
            }
        }
        if (combining == 0) {
            starter = kept;
        }
        lastClass = combining;
        text[kept] = text[i];
        origin[kept++] = origin[i];
    }
    text.resize(kept);
    origin.resize(kept);
}

/// The stretches in which two texts differ, where character k of `out` came from character
/// origin[k] of `in`. A stretch never ends inside what one character became.
void noteDifferences(const AlignedText& in, const AlignedText& out,
                     std::vector<std::size_t>& origin, std::vector<CharEdit>& edits) {
    for (std::size_t k = 1; k < origin.size(); ++k) {
        origin[k] = std::max(origin[k], origin[k - 1]); // marks may have changed places
    }
    for (std::size_t k = 0; k < out.size();) {
        std::size_t end = k + 1;
        while (end < out.size() && origin[end] == origin[k]) {
            ++end;
        }
        const std::size_t inEnd = end < out.size() ? origin[end] : in.size();
        if (end != k + 1 || inEnd != origin[k] + 1 || in[origin[k]].code != out[k].code) {
            edits.push_back({origin[k], inEnd, k, end});
        }
        k = end;
    }
}

} // namespace

void decomposeText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    decomposeBy(canonicalParts, in, out, edits);
}

void decomposeCompatibleText(const AlignedText& in, AlignedText& out,
                             std::vector<CharEdit>* edits) {
    decomposeBy(compatibleParts, in, out, edits);
}

void composeText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    const auto plain = [](const AlignedChar& character) { return character.code < kFirstMark; };
    if (std::ranges::all_of(in, plain)) {
        out = in;
        return;
    }
    std::vector<std::size_t> origin;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const Decomposition parts = decompose(in[i].code);
        for (int part = 0; part < parts.count; ++part) {
            out.push_back({parts.codes[part], in[i].begin, in[i].end});
            origin.push_back(i);
        }
    }
    orderMarks(out, 0);
    composeParts(out, origin);
    if (edits != nullptr) {
        noteDifferences(in, out, origin, *edits);
    }
}

void stripAllMarks(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i].code >= kFirstMark && unicode::Properties(in[i].code).mark9()) {
            noteEdit(edits, i, i + 1, out.size(), out);
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
            noteEdit(edits, i, i + 1, before, out);
        }
    }
}

} // namespace vitrine::text
