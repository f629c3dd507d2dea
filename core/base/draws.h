#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine {

/// Scrambles 64 bits (the finaliser of SplitMix64).
[[nodiscard]] std::uint64_t mixBits(std::uint64_t z);

/// FNV-1a, 64 bit, over the bytes of a text.
[[nodiscard]] std::uint64_t hashText(std::string_view text);

/// What a random decision belongs to: the seed with the name of what draws, and the sample drawn
/// for. The key is mix(seed ^ mix(hash(purpose))), so that two purposes never share numbers.
struct DrawKey {
    std::uint64_t key = 0;
    std::uint64_t example = 0; ///< hash of "<data set>:<row>"; 0 for a typed Sample

    DrawKey(std::uint64_t seed, std::string_view purpose, std::uint64_t of = 0);
};

/// Sequential draws of one lane (a word, a segment, an epoch): Philox4x32-10 with counter (block,
/// lane, example low, example high); block 0, 1, 2 … give four words each. What is drawn depends on
/// key and lane alone, never on the thread or on other lanes.
class Draws {
public:
    Draws(const DrawKey& key, std::uint32_t lane);

    std::uint32_t word();
    float unitFloat();   ///< in [0, 1), a multiple of 2⁻²⁴
    double unitDouble(); ///< in [0, 1), a multiple of 2⁻⁵³, from two words

    /// A whole number below `bound` ≥ 1, every one equally likely (Lemire 2019).
    std::uint32_t below(std::uint32_t bound);

    /// A permutation of 0 … count − 1 (Fisher–Yates downwards).
    [[nodiscard]] std::vector<std::uint32_t> permutation(std::uint32_t count);

private:
    DrawKey key_;
    std::uint32_t lane_;
    std::uint32_t block_ = 0;
    std::size_t used_ = 4;
    std::array<std::uint32_t, 4> words_{};
};

/// A random field of one lane: element e is word e mod 4 of block ⌊e ÷ 4⌋, so that threads and
/// tiles cannot change the result.
class DrawField {
public:
    DrawField(const DrawKey& key, std::uint32_t lane)
        : key_(key)
        , lane_(lane) {}

    /// The four words of elements 4·block … 4·block + 3.
    [[nodiscard]] std::array<std::uint32_t, 4> block(std::uint32_t block) const;

    [[nodiscard]] std::uint32_t wordAt(std::uint64_t element) const;
    [[nodiscard]] float unitFloatAt(std::uint64_t element) const;

private:
    DrawKey key_;
    std::uint32_t lane_;
};

/// In [0, 1), a multiple of 2⁻²⁴.
[[nodiscard]] constexpr float unitFloatOf(std::uint32_t word) {
    return static_cast<float>(word >> 8) * 0x1p-24F;
}

/// Two standard normal numbers of two words (Box and Muller 1958).
[[nodiscard]] std::pair<double, double> normalsOf(std::uint32_t first, std::uint32_t second);

} // namespace vitrine
