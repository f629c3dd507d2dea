#include "core/data/baseline/wordbag.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace vitrine::data {

namespace {

bool belongsToWord(unsigned char byte) {
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

} // namespace

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char character : text) {
        if (belongsToWord(static_cast<unsigned char>(character))) {
            const bool capital = character >= 'A' && character <= 'Z';
            word.push_back(capital ? static_cast<char>(character - 'A' + 'a') : character);
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    if (!word.empty()) {
        words.push_back(std::move(word));
    }
    return words;
}

WordBag::WordBag(std::span<const std::string> texts, std::size_t leastTexts)
    : count_(texts.size()) {
    std::unordered_map<std::string, std::uint32_t> all;
    std::vector<std::string> order;
    for (const std::string& text : texts) {
        const std::vector<std::string> words = wordsOf(text);
        const std::set<std::string> different(words.begin(), words.end());
        for (const std::string& word : different) {
            if (all[word]++ == 0) {
                order.push_back(word);
            }
        }
    }
    for (const std::string& word : order) {
        const std::uint32_t found = all.at(word);
        if (found >= leastTexts) {
            numbers_.emplace(word, static_cast<std::uint32_t>(texts_.size()));
            texts_.push_back(found);
        }
    }
}

WordCounts WordBag::counts(std::string_view text) const {
    std::map<std::uint32_t, float> found;
    for (const std::string& word : wordsOf(text)) {
        const auto number = numbers_.find(word);
        if (number != numbers_.end()) {
            found[number->second] += 1;
        }
    }
    return {found.begin(), found.end()};
}

WordCounts WordBag::weights(std::string_view text) const {
    WordCounts counts = this->counts(text);
    double squares = 0;
    for (auto& [number, weight] : counts) {
        const double rare =
            std::log((1 + static_cast<double>(count_)) / (1 + static_cast<double>(texts_[number])));
        weight *= static_cast<float>(rare + 1);
        squares += static_cast<double>(weight) * static_cast<double>(weight);
    }
    const auto length = static_cast<float>(std::sqrt(squares));
    for (auto& [number, weight] : counts) {
        weight /= length;
    }
    return counts;
}

} // namespace vitrine::data
