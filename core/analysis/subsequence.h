#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::analysis {

/// A longest common subsequence as index pairs, rising in both. Time and memory are
/// a.size() × b.size(), 4 bytes a cell.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>>
longestCommonSubsequence(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

/// Equal bytes in two texts.
struct CommonBlock {
    std::size_t beginA = 0;
    std::size_t beginB = 0;
    std::size_t bytes = 0;

    bool operator==(const CommonBlock&) const = default;
};

/// The parts that two texts have in common, in order and never cutting a character: the beginning,
/// the end, and between them a longest common subsequence of characters; of words where the middle
/// is long (above 4 million pairs of characters); nothing where even its words are too many (about
/// a thousand on each side).
[[nodiscard]] std::vector<CommonBlock> commonBlocks(std::string_view a, std::string_view b);

} // namespace vitrine::analysis
