#include "core/perturb/text/charattack.h"

#include <algorithm>

namespace vitrine::perturb {

namespace {

std::uint32_t bound(std::size_t count) {
    return static_cast<std::uint32_t>(count);
}

/// Letters `first` and `first` + 1 in each other's place.
TextEdit exchanged(const Letters& letters, std::size_t first) {
    std::string replacement(letters.at(first + 1));
    replacement += letters.at(first);
    return {{letters.span(first).begin, letters.span(first + 1).end}, std::move(replacement)};
}

} // namespace

WordWalk::WordWalk(const CharRules& rules)
    : rules_(rules)
    , minLength_(std::ranges::min(rules.minLength)) {}

bool WordWalk::eligible(std::string_view text, const Word& word, bool& stopword) {
    const Span part = rules_.core ? word.core : word.run;
    // A letter has at least one byte, so most short words need no look at their letters.
    if (part.size() < minLength_ || !word.valid || (rules_.letterNeeded && !word.letter)) {
        return false;
    }
    letters_.look(text, part, word.ascii);
    if (letters_.size() < minLength_) {
        return false;
    }
    if (rules_.skipStopwords || rules_.stopwordsKeepKeys) {
        stopword = rules_.stopwords.contains(text.substr(word.core.begin, word.core.size()));
    }
    return !(stopword && rules_.skipStopwords);
}

void WordWalk::keepFirst(TextScript& script) const {
    if (rules_.mostWords == 0 || script.size() <= rules_.mostWords) {
        return;
    }
    std::vector<double> sorted = order_;
    std::ranges::nth_element(sorted,
                             sorted.begin() + static_cast<std::ptrdiff_t>(rules_.mostWords));
    const double limit = sorted[rules_.mostWords];
    std::size_t kept = 0;
    for (std::size_t i = 0; i < script.size(); ++i) {
        if (order_[i] < limit && kept++ != i) {
            script[kept - 1] = std::move(script[i]);
        }
    }
    script.resize(kept);
}

CharAttack::CharAttack(CharMove move, const CharRules& rules)
    : move_(move)
    , rules_(rules)
    , walk_(rules) {}

std::optional<WordTally> CharAttack::edits(std::string_view text, const DrawKey& key,
                                           const Tick& tick, TextScript& into) {
    const auto edit = [&](std::string_view, const Letters& letters, bool stopword, Draws& draws) {
        return rules_.pretraining ? pretraining(letters, draws) : editOf(letters, stopword, draws);
    };
    return walk_.run(text, key, edit, tick, into);
}

WordEdit CharAttack::editOf(const Letters& letters, bool stopword, Draws& draws) {
    const CharMove move =
        move_ == CharMove::Mix ? static_cast<CharMove>(draws.below(kSingleMoves)) : move_;
    if (letters.size() < rules_.minLength[static_cast<std::size_t>(move)]) {
        return std::nullopt;
    }
    switch (move) {
    case CharMove::Drop: return drop(letters, draws);
    case CharMove::Add: return add(letters, draws);
    case CharMove::Swap: return swap(letters, draws);
    case CharMove::Key:
        return stopword && rules_.stopwordsKeepKeys ? std::nullopt : key(letters, draws);
    case CharMove::Mix: break;
    }
    return std::nullopt;
}

WordEdit CharAttack::drop(const Letters& letters, Draws& draws) const {
    const std::size_t ends = rules_.protectEnds ? 1 : 0;
    if (letters.size() <= 2 * ends) {
        return std::nullopt;
    }
    const std::size_t place = ends + draws.below(bound(letters.size() - 2 * ends));
    return TextEdit{letters.span(place), {}};
}

WordEdit CharAttack::add(const Letters& letters, Draws& draws) const {
    const std::size_t n = letters.size();
    if (rules_.protectEnds && n < 2) {
        return std::nullopt;
    }
    const std::size_t place =
        rules_.protectEnds ? 1 + draws.below(bound(n - 1)) : draws.below(bound(n + 1));
    const std::string& letter = rules_.alphabet.at(draws.below(bound(rules_.alphabet.size())));
    const std::size_t byte = place == n ? letters.span(n - 1).end : letters.span(place).begin;
    return TextEdit{{byte, byte}, letter};
}

WordEdit CharAttack::swap(const Letters& letters, Draws& draws) {
    const std::size_t ends = rules_.protectEnds ? 1 : 0;
    places_.clear();
    for (std::size_t i = ends; i + 1 + ends < letters.size(); ++i) {
        if (!rules_.rejectEqual || letters.at(i) != letters.at(i + 1)) {
            places_.push_back(i);
        }
    }
    if (places_.empty()) {
        return std::nullopt;
    }
    return exchanged(letters, places_[draws.below(bound(places_.size()))]);
}

WordEdit CharAttack::key(const Letters& letters, Draws& draws) {
    const std::size_t ends = rules_.protectEnds ? 1 : 0;
    places_.clear();
    for (std::size_t i = ends; i + ends < letters.size(); ++i) {
        if (rules_.map.neighbours(letters.at(i)) > 0) {
            places_.push_back(i);
        }
    }
    if (places_.empty()) {
        return std::nullopt;
    }
    const std::size_t place = places_[draws.below(bound(places_.size()))];
    const std::string_view letter = letters.at(place);
    const std::uint32_t which = draws.below(bound(rules_.map.neighbours(letter)));
    return TextEdit{letters.span(place), rules_.map.neighbour(letter, which)};
}

WordEdit CharAttack::pretraining(const Letters& letters, Draws& draws) const {
    const std::size_t n = letters.size();
    constexpr std::size_t kShortWord = 4;
    if (n < kShortWord) {
        const std::size_t byte = letters.span(draws.below(bound(n))).begin;
        return TextEdit{{byte, byte},
                        rules_.alphabet.at(draws.below(bound(rules_.alphabet.size())))};
    }
    if (draws.below(2) == 0) {
        return TextEdit{letters.span(draws.below(bound(n))), {}};
    }
    return exchanged(letters, 1 + draws.below(bound(n - 2)));
}

} // namespace vitrine::perturb
