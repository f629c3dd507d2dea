#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::perturb {

/// A set of words without regard to the case of ASCII letters. Made for one look-up per word of a
/// text: short ASCII words are compared as two machine words.
class WordSet {
public:
    WordSet() = default;
    explicit WordSet(const std::vector<std::string_view>& words);

    [[nodiscard]] bool contains(std::string_view word) const;
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    static constexpr std::size_t kShort = 16; ///< longest word of the table in bytes

    using Packed = std::array<std::uint64_t, 2>;

    [[nodiscard]] static Packed packed(std::string_view word);
    [[nodiscard]] std::size_t slotOf(const Packed& word) const;

    std::vector<Packed> slots_; ///< open addressing; a word of zeros is an empty slot
    std::set<std::string, std::less<>> long_;
    std::size_t size_ = 0;
};

} // namespace vitrine::perturb
