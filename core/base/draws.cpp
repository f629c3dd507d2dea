#include "core/base/draws.h"

#include "core/base/philox.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace vitrine {

namespace {

std::array<std::uint32_t, 4> blockOf(const DrawKey& key, std::uint32_t lane, std::uint32_t block) {
    return philox({block, lane, static_cast<std::uint32_t>(key.example),
                   static_cast<std::uint32_t>(key.example >> 32)},
                  {static_cast<std::uint32_t>(key.key), static_cast<std::uint32_t>(key.key >> 32)});
}

} // namespace

std::uint64_t mixBits(std::uint64_t z) {
    z += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

std::uint64_t hashText(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char byte : text) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    }
    return hash;
}

DrawKey::DrawKey(std::uint64_t seed, std::string_view purpose, std::uint64_t of)
    : key(mixBits(seed ^ mixBits(hashText(purpose))))
    , example(of) {}

Draws::Draws(const DrawKey& key, std::uint32_t lane)
    : key_(key)
    , lane_(lane) {}

std::uint32_t Draws::word() {
    if (used_ == words_.size()) {
        words_ = blockOf(key_, lane_, block_++);
        used_ = 0;
    }
    return words_[used_++];
}

float Draws::unitFloat() {
    return unitFloatOf(word());
}

double Draws::unitDouble() {
    const std::uint32_t high = word();
    const std::uint32_t low = word();
    return (static_cast<double>(high >> 5) * 0x1p26 + static_cast<double>(low >> 6)) * 0x1p-53;
}

std::uint32_t Draws::below(std::uint32_t bound) {
    std::uint64_t product = std::uint64_t{word()} * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
        const std::uint32_t least = (0U - bound) % bound;
        while (static_cast<std::uint32_t>(product) < least) {
            product = std::uint64_t{word()} * bound;
        }
    }
    return static_cast<std::uint32_t>(product >> 32);
}

std::vector<std::uint32_t> Draws::permutation(std::uint32_t count) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    for (std::uint32_t i = count; i-- > 1;) {
        std::swap(order[i], order[below(i + 1)]);
    }
    return order;
}

std::array<std::uint32_t, 4> DrawField::block(std::uint32_t block) const {
    return blockOf(key_, lane_, block);
}

std::uint32_t DrawField::wordAt(std::uint64_t element) const {
    return block(static_cast<std::uint32_t>(element / 4))[element % 4];
}

float DrawField::unitFloatAt(std::uint64_t element) const {
    return unitFloatOf(wordAt(element));
}

std::pair<double, double> normalsOf(std::uint32_t first, std::uint32_t second) {
    const double radius = std::sqrt(-2 * std::log((static_cast<double>(first) + 1) * 0x1p-32));
    const double angle = 2 * std::numbers::pi * static_cast<double>(second) * 0x1p-32;
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

} // namespace vitrine
