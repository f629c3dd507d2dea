#include "core/analysis/subsequence.h"

#include "core/base/blank.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <map>

namespace vitrine::analysis {

namespace {

constexpr std::size_t kMaxCells = 4'000'000;

/// A text cut into units that are compared as wholes.
struct Units {
    std::vector<std::uint32_t> ids;
    std::vector<std::size_t> begins; ///< one more than ids: the end
};

Units charactersOf(std::string_view text) {
    // Bad bytes are compared one part at a time, apart from every character.
    constexpr std::uint32_t kBadBytes = 0x110000;
    Units units;
    std::size_t at = 0;
    while (at < text.size()) {
        const Utf8Step step = utf8Step(text, at);
        const auto byte = static_cast<unsigned char>(text[at]);
        units.ids.push_back(step.valid ? std::uint32_t{step.character} : kBadBytes + byte);
        units.begins.push_back(at);
        at += step.valid ? step.bytes : 1;
    }
    units.begins.push_back(text.size());
    return units;
}

/// Runs of blanks and of other bytes; equal ones share an id.
Units wordsOf(std::string_view text, std::map<std::string_view, std::uint32_t>& ids) {
    Units units;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = at + 1;
        while (end < text.size() && isBlank(text[end]) == isBlank(text[at])) {
            ++end;
        }
        const auto fresh = static_cast<std::uint32_t>(ids.size());
        units.ids.push_back(ids.emplace(text.substr(at, end - at), fresh).first->second);
        units.begins.push_back(at);
        at = end;
    }
    units.begins.push_back(text.size());
    return units;
}

bool affordable(const Units& a, const Units& b) {
    return b.ids.empty() || a.ids.size() <= kMaxCells / b.ids.size();
}

/// Joins with the last block where both texts go on without a gap.
void append(std::vector<CommonBlock>& blocks, const CommonBlock& block) {
    if (block.bytes == 0) {
        return;
    }
    if (!blocks.empty() && blocks.back().beginA + blocks.back().bytes == block.beginA &&
        blocks.back().beginB + blocks.back().bytes == block.beginB) {
        blocks.back().bytes += block.bytes;
    } else {
        blocks.push_back(block);
    }
}

void appendUnits(std::vector<CommonBlock>& blocks, const Units& a, const Units& b,
                 std::size_t offset) {
    for (const auto& [unitA, unitB] : longestCommonSubsequence(a.ids, b.ids)) {
        append(blocks, {.beginA = offset + a.begins[unitA],
                        .beginB = offset + b.begins[unitB],
                        .bytes = a.begins[unitA + 1] - a.begins[unitA]});
    }
}

bool continuesCharacter(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

std::size_t commonBeginning(std::string_view a, std::string_view b) {
    std::size_t bytes = 0;
    while (bytes < a.size() && bytes < b.size() && a[bytes] == b[bytes]) {
        ++bytes;
    }
    while (bytes > 0 && (continuesCharacter(a, bytes) || continuesCharacter(b, bytes))) {
        --bytes;
    }
    return bytes;
}

std::size_t commonEnd(std::string_view a, std::string_view b) {
    std::size_t bytes = 0;
    while (bytes < a.size() && bytes < b.size() &&
           a[a.size() - 1 - bytes] == b[b.size() - 1 - bytes]) {
        ++bytes;
    }
    while (bytes > 0 && continuesCharacter(a, a.size() - bytes)) {
        --bytes;
    }
    return bytes;
}

} // namespace

std::vector<std::pair<std::size_t, std::size_t>>
longestCommonSubsequence(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
    // lengths[i][j]: of the longest one of a[i…] and b[j…].
    const std::size_t width = b.size() + 1;
    std::vector<std::uint32_t> lengths((a.size() + 1) * width, 0);
    for (std::size_t i = a.size(); i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;) {
            lengths[i * width + j] =
                a[i] == b[j] ? lengths[(i + 1) * width + j + 1] + 1
                             : std::max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
        }
    }
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (a[i] == b[j]) {
            pairs.emplace_back(i++, j++);
        } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return pairs;
}

std::vector<CommonBlock> commonBlocks(std::string_view a, std::string_view b) {
    const std::size_t beginning = commonBeginning(a, b);
    const std::string_view restA = a.substr(beginning);
    const std::string_view restB = b.substr(beginning);
    const std::size_t ending = commonEnd(restA, restB);
    const std::string_view middleA = restA.substr(0, restA.size() - ending);
    const std::string_view middleB = restB.substr(0, restB.size() - ending);
    std::vector<CommonBlock> blocks;
    append(blocks, {.beginA = 0, .beginB = 0, .bytes = beginning});
    const Units charactersA = charactersOf(middleA);
    const Units charactersB = charactersOf(middleB);
    if (affordable(charactersA, charactersB)) {
        appendUnits(blocks, charactersA, charactersB, beginning);
    } else {
        std::map<std::string_view, std::uint32_t> ids;
        const Units wordsA = wordsOf(middleA, ids);
        const Units wordsB = wordsOf(middleB, ids);
        if (affordable(wordsA, wordsB)) {
            appendUnits(blocks, wordsA, wordsB, beginning);
        }
    }
    append(blocks, {.beginA = a.size() - ending, .beginB = b.size() - ending, .bytes = ending});
    return blocks;
}

} // namespace vitrine::analysis
