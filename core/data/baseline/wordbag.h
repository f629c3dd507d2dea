#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vitrine::data {

/// The words of a text in lower case: runs of ASCII letters and digits and of bytes from 80 on.
[[nodiscard]] std::vector<std::string> wordsOf(std::string_view text);

/// How often each known word stands in a text: (number of the word, count), by number.
using WordCounts = std::vector<std::pair<std::uint32_t, float>>;

/// The words that a set of texts has, numbered in the order of their first use.
class WordBag {
public:
    /// Words in fewer than `leastTexts` of the texts are left out.
    WordBag(std::span<const std::string> texts, std::size_t leastTexts);

    [[nodiscard]] std::size_t size() const { return texts_.size(); }

    /// Unknown words are passed over.
    [[nodiscard]] WordCounts counts(std::string_view text) const;

    /// Counts times ln((1 + texts) ÷ (1 + texts with the word)) + 1, scaled to length 1 (tf–idf).
    [[nodiscard]] WordCounts weights(std::string_view text) const;

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::uint32_t> texts_; ///< in how many texts a word stands
    std::size_t count_ = 0;
};

} // namespace vitrine::data
