#include "core/perturb/text/wordset.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace vitrine::perturb {

namespace {

std::uint64_t lowered(std::uint64_t bytes) {
    // 0x20 in every byte that is 'A' … 'Z'. Bytes of other characters have their high bit set and
    // are left alone.
    const std::uint64_t seven = bytes & 0x7F7F7F7F7F7F7F7FU;
    const std::uint64_t fromA = seven + 0x3F3F3F3F3F3F3F3FU;  // high bit: 'A' or above
    const std::uint64_t aboveZ = seven + 0x2525252525252525U; // high bit: above 'Z'
    const std::uint64_t upper = fromA & ~aboveZ & ~bytes & 0x8080808080808080U;
    return bytes | (upper >> 2);
}

std::string loweredText(std::string_view word) {
    std::string result(word);
    std::ranges::transform(result, result.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
    });
    return result;
}

} // namespace

WordSet::WordSet(const std::vector<std::string_view>& words) {
    slots_.resize(std::bit_ceil(std::max<std::size_t>(words.size() * 4, 16)));
    for (const std::string_view word : words) {
        if (word.empty() || contains(word)) {
            continue;
        }
        ++size_;
        if (word.size() > kShort) {
            long_.insert(loweredText(word));
        } else {
            const Packed key = packed(word);
            slots_[slotOf(key)] = key;
        }
    }
}

bool WordSet::contains(std::string_view word) const {
    if (slots_.empty() || word.empty()) {
        return false;
    }
    if (word.size() > kShort) {
        return !long_.empty() && long_.contains(loweredText(word));
    }
    const Packed key = packed(word);
    return slots_[slotOf(key)] == key;
}

WordSet::Packed WordSet::packed(std::string_view word) {
    Packed key{};
    std::memcpy(key.data(), word.data(), word.size());
    return {lowered(key[0]), lowered(key[1])};
}

std::size_t WordSet::slotOf(const Packed& word) const {
    const std::size_t mask = slots_.size() - 1;
    std::uint64_t hash = (word[0] ^ std::rotl(word[1], 29)) * 0x9E3779B97F4A7C15U;
    std::size_t slot = static_cast<std::size_t>(hash >> 40) & mask;
    while (slots_[slot] != Packed{} && slots_[slot] != word) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

} // namespace vitrine::perturb
