#include "core/text/unicode/mappings.h"

#include "core/base/unicode/properties.h"
#include "core/text/unicode/mappingtables.h"

#include <algorithm>
#include <iterator>

namespace vitrine::text {

namespace {

// Hangul syllables by arithmetic: Unicode 15.0, section 3.12.
constexpr char32_t kSBase = 0xAC00;
constexpr char32_t kLBase = 0x1100;
constexpr char32_t kVBase = 0x1161;
constexpr char32_t kTBase = 0x11A7;
constexpr char32_t kLCount = 19;
constexpr char32_t kVCount = 21;
constexpr char32_t kTCount = 28;
constexpr char32_t kSCount = kLCount * kVCount * kTCount;

bool isSyllable(char32_t code) {
    return code >= kSBase && code < kSBase + kSCount;
}

Decomposition decomposeSyllable(char32_t code) {
    const char32_t index = code - kSBase;
    Decomposition result{
        {kLBase + index / (kVCount * kTCount), kVBase + index % (kVCount * kTCount) / kTCount}, 2};
    if (index % kTCount != 0) {
        result.codes[result.count++] = kTBase + index % kTCount;
    }
    return result;
}

char32_t composeSyllable(char32_t first, char32_t second) {
    if (first >= kLBase && first < kLBase + kLCount && second >= kVBase &&
        second < kVBase + kVCount) {
        return kSBase + ((first - kLBase) * kVCount + (second - kVBase)) * kTCount;
    }
    if (isSyllable(first) && (first - kSBase) % kTCount == 0 && second > kTBase &&
        second < kTBase + kTCount) {
        return first + (second - kTBase);
    }
    return 0;
}

} // namespace

Decomposition decompose(char32_t code) {
    if (isSyllable(code)) {
        return decomposeSyllable(code);
    }
    if (code < 0xC0 || !unicode::Properties(code).decomposes()) {
        return {{code}, 1};
    }
    const auto* found =
        std::lower_bound(std::begin(tables::kDecomposed), std::end(tables::kDecomposed), code);
    const auto index = found - std::begin(tables::kDecomposed);
    Decomposition result;
    for (int i = tables::kDecompositionBegin[index]; i < tables::kDecompositionBegin[index + 1];
         ++i) {
        result.codes[result.count++] = tables::kDecompositions[i];
    }
    return result;
}

void appendCompatible(char32_t code, std::u32string& out) {
    const auto* found =
        std::lower_bound(std::begin(tables::kCompatible), std::end(tables::kCompatible), code);
    if (found == std::end(tables::kCompatible) || *found != code) {
        const Decomposition parts = decompose(code);
        out.append(parts.codes, static_cast<std::size_t>(parts.count));
        return;
    }
    const auto index = found - std::begin(tables::kCompatible);
    for (int i = tables::kCompatibleBegin[index]; i < tables::kCompatibleBegin[index + 1]; ++i) {
        out.push_back(tables::kCompatibles[i]);
    }
}

char32_t compose(char32_t first, char32_t second) {
    if (const char32_t syllable = composeSyllable(first, second)) {
        return syllable;
    }
    int low = 0;
    int high = tables::kComposedCount;
    while (low < high) {
        const int middle = (low + high) / 2;
        const std::uint32_t* entry = tables::kComposed + 3 * middle;
        if (entry[0] == first && entry[1] == second) {
            return entry[2];
        }
        if (entry[0] < first || (entry[0] == first && entry[1] < second)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return 0;
}

Lowered lower(char32_t code) {
    if (code < 0x80) {
        return {{code >= 'A' && code <= 'Z' ? code + 32 : code}, 1};
    }
    if (!unicode::Properties(code).lowers()) {
        return {{code}, 1};
    }
    const auto* found =
        std::lower_bound(std::begin(tables::kLowered), std::end(tables::kLowered), code);
    const auto index = found - std::begin(tables::kLowered);
    Lowered result;
    for (int i = tables::kLowerBegin[index]; i < tables::kLowerBegin[index + 1]; ++i) {
        result.codes[result.count++] = tables::kLowers[i];
    }
    return result;
}

std::u32string toNfd(std::u32string_view text) {
    std::u32string out;
    for (const char32_t code : text) {
        const Decomposition parts = decompose(code);
        out.append(parts.codes, static_cast<std::size_t>(parts.count));
    }
    const auto marked = [](char32_t code) { return unicode::Properties(code).combiningClass() != 0; };
    for (auto at = out.begin(); at != out.end();) {
        const auto begin = std::find_if(at, out.end(), marked);
        at = std::find_if_not(begin, out.end(), marked);
        std::stable_sort(begin, at, [](char32_t a, char32_t b) {
            return unicode::Properties(a).combiningClass() < unicode::Properties(b).combiningClass();
        });
    }
    return out;
}

std::u32string toNfc(std::u32string_view text) {
    const std::u32string parts = toNfd(text);
    std::u32string out;
    std::size_t starter = std::u32string::npos;
    int lastClass = 0; // of the characters kept since the starter; 0 right after it
    for (const char32_t code : parts) {
        const int combining = unicode::Properties(code).combiningClass();
        const bool adjacent = starter != std::u32string::npos && starter + 1 == out.size();
        if (starter != std::u32string::npos && (adjacent || lastClass < combining)) {
            if (const char32_t whole = compose(out[starter], code)) {
                out[starter] = whole;
                continue;
            }
        }
        if (combining == 0) {
            starter = out.size();
        }
        lastClass = combining;
        out.push_back(code);
    }
    return out;
}

} // namespace vitrine::text
