#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace vitrine::text {

/// Mixes a 64-bit word so that its low bits depend on all of it.
[[nodiscard]] inline std::uint64_t mix(std::uint64_t word) {
    word ^= word >> 32;
    word *= 0x9E3779B97F4A7C15ULL;
    word ^= word >> 29;
    word *= 0xBF58476D1CE4E5B9ULL;
    return word ^ (word >> 32);
}

[[nodiscard]] inline std::uint64_t hashBytes(std::string_view bytes) {
    std::uint64_t hash = bytes.size() * 0x9E3779B97F4A7C15ULL;
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        hash = (hash ^ word) * 0xBF58476D1CE4E5B9ULL;
        hash ^= hash >> 29;
    }
    std::uint64_t tail = 0;
    std::memcpy(&tail, at, left);
    return mix(hash ^ tail);
}

} // namespace vitrine::text
