#pragma once

#include "core/text/flat.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// Remembers the tokens of short stretches of text. Most words of a text are a few thousand common
/// ones; a stretch that was seen costs a hash, one compare and a copy. Two ways, newest first.
class PieceCache {
public:
    static constexpr std::size_t kKeyBytes = 16;
    static constexpr std::size_t kTokens = 4;

    /// A stretch of at most kKeyBytes, zero-padded: loaded once, hashed and compared in words.
    struct Key {
        std::array<std::uint64_t, kKeyBytes / 8> words{};
        std::uint64_t hash = 0;
        std::uint32_t size = 0;
    };

    struct Entry {
        std::array<std::uint64_t, kKeyBytes / 8> key{};
        std::array<std::int32_t, kTokens> ids{};
        std::array<std::uint8_t, kTokens> begin{};
        std::array<std::uint8_t, kTokens> end{};
        std::array<std::uint8_t, kTokens> word{}; ///< counts from 0 within the stretch
        std::uint8_t size = 0;                    ///< of the key; 0 for an unused entry
        std::uint8_t count = 0;
        std::uint8_t words = 0;
    };

    PieceCache()
        : entries_(2 * kSets) {}

    /// The key of the bytes [begin, begin + size) of a text. Precondition: 0 < size ≤ kKeyBytes.
    [[nodiscard]] static Key keyOf(std::string_view text, std::size_t begin, std::size_t size) {
        Key key;
        key.size = static_cast<std::uint32_t>(size);
        if (begin + kKeyBytes <= text.size()) {
            std::memcpy(key.words.data(), text.data() + begin, kKeyBytes);
            for (std::size_t i = 0; i < key.words.size(); ++i) {
                key.words[i] &= kMasks[size][i];
            }
        } else {
            std::memcpy(key.words.data(), text.data() + begin, size);
        }
        std::uint64_t hash = (key.words[0] ^ size) * 0x9E3779B97F4A7C15ULL;
        hash ^= (key.words[1] + 0x7F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL;
        key.hash = (hash ^ (hash >> 31)) * 0x9E3779B97F4A7C15ULL;
        return key;
    }

    [[nodiscard]] const Entry* find(const Key& key) {
        Entry* set = &entries_[2 * (key.hash >> (64 - kSetBits))];
        if (matches(set[0], key)) {
            return set;
        }
        if (matches(set[1], key)) {
            return set + 1;
        }
        return nullptr;
    }

    /// Remembers the tokens that `out` got from `first` on for the stretch that begins at byte
    /// `origin`; too many tokens are not remembered.
    void store(const Key& key, std::size_t origin, const FlatEncoding& out, std::size_t first) {
        const std::size_t count = out.ids.size() - first;
        if (count > kTokens) {
            return;
        }
        Entry* set = &entries_[2 * (key.hash >> (64 - kSetBits))];
        set[1] = set[0];
        Entry& entry = set[0];
        entry.key = key.words;
        entry.size = static_cast<std::uint8_t>(key.size);
        entry.count = static_cast<std::uint8_t>(count);
        const std::uint32_t firstWord = count > 0 ? out.words[first] : 0;
        for (std::size_t i = 0; i < count; ++i) {
            entry.ids[i] = out.ids[first + i];
            entry.begin[i] = static_cast<std::uint8_t>(out.spans[first + i].begin - origin);
            entry.end[i] = static_cast<std::uint8_t>(out.spans[first + i].end - origin);
            entry.word[i] = static_cast<std::uint8_t>(out.words[first + i] - firstWord);
        }
        entry.words = count > 0 ? static_cast<std::uint8_t>(entry.word[count - 1] + 1) : 0;
    }

    /// Appends a remembered stretch at byte `origin`.
    static void append(const Entry& entry, std::size_t origin, std::uint32_t& nextWord,
                       FlatEncoding& out) {
        const auto base = static_cast<std::uint32_t>(origin);
        for (std::size_t i = 0; i < entry.count; ++i) {
            out.ids.push_back(entry.ids[i]);
            out.spans.push_back({base + entry.begin[i], base + entry.end[i]});
            out.words.push_back(nextWord + entry.word[i]);
        }
        nextWord += entry.words;
    }

private:
    static constexpr int kSetBits = 13;
    static constexpr std::size_t kSets = std::size_t{1} << kSetBits;

    using Mask = std::array<std::uint64_t, kKeyBytes / 8>;

    static constexpr std::array<Mask, kKeyBytes + 1> makeMasks() {
        std::array<Mask, kKeyBytes + 1> masks{};
        for (std::size_t size = 0; size <= kKeyBytes; ++size) {
            for (std::size_t byte = 0; byte < size; ++byte) {
                masks[size][byte / 8] |= 0xFFULL << (8 * (byte % 8));
            }
        }
        return masks;
    }

    [[nodiscard]] static bool matches(const Entry& entry, const Key& key) {
        return entry.size == key.size && entry.key == key.words;
    }

    static const std::array<Mask, kKeyBytes + 1> kMasks;

    std::vector<Entry> entries_;
};

} // namespace vitrine::text
