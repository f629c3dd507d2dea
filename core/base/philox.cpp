#include "core/base/philox.h"

#include <cmath>
#include <numbers>

namespace vitrine {

namespace {

constexpr std::uint64_t kFactor0 = 0xD2511F53;
constexpr std::uint64_t kFactor1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

// Normal numbers take their words from the upper half of the counter's range.
constexpr std::uint64_t kNormalBlocks = std::uint64_t{1} << 63;

std::uint32_t low(std::uint64_t value) {
    return static_cast<std::uint32_t>(value);
}

std::uint32_t high(std::uint64_t value) {
    return static_cast<std::uint32_t>(value >> 32);
}

std::array<std::uint32_t, 4> block(std::uint64_t index, std::uint64_t stream, std::uint64_t seed) {
    return philox({low(index), high(index), low(stream), high(stream)}, {low(seed), high(seed)});
}

} // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < kRounds; ++round) {
        const std::uint64_t product0 = kFactor0 * counter[0];
        const std::uint64_t product1 = kFactor1 * counter[2];
        counter = {high(product1) ^ counter[1] ^ key[0], low(product1),
                   high(product0) ^ counter[3] ^ key[1], low(product0)};
        key[0] += kWeyl0;
        key[1] += kWeyl1;
    }
    return counter;
}

std::uint32_t Random::wordAt(std::uint64_t position) const {
    return block(position / 4, stream_, seed_)[position % 4];
}

float Random::uniformAt(std::uint64_t position) const {
    return static_cast<float>(wordAt(position) >> 8) * 0x1p-24F;
}

float Random::normalAt(std::uint64_t position) const {
    const auto words = block(kNormalBlocks + position / 2, stream_, seed_);
    const std::size_t first = 2 * (position % 2);
    const double radius = (static_cast<double>(words[first]) + 1.0) * 0x1p-32;
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(words[first + 1]) * 0x1p-32;
    return static_cast<float>(std::sqrt(-2.0 * std::log(radius)) * std::cos(angle));
}

std::uint32_t Random::below(std::uint32_t bound) {
    if (bound == 0) {
        return 0;
    }
    // Words of the incomplete last interval would favour small numbers; they are drawn again.
    const std::uint32_t skipped = (0U - bound) % bound;
    std::uint64_t product = std::uint64_t{word()} * bound;
    while (low(product) < skipped) {
        product = std::uint64_t{word()} * bound;
    }
    return high(product);
}

} // namespace vitrine
