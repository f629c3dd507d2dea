#include "core/study/robustness/readouts.h"

#include "core/perturb/offsetmap.h"

#include <algorithm>
#include <set>

namespace vitrine::study {

namespace {

using Pieces = std::vector<std::int64_t>;

Pieces piecesOf(const Axis& axis, const std::vector<std::size_t>& tokens) {
    Pieces pieces;
    for (const std::size_t token : tokens) {
        pieces.push_back(axis.tokens[token].id);
    }
    return pieces;
}

/// Bytes of the text where one piece of the word ends and the next begins.
std::set<std::size_t> bordersOf(const Axis& axis, const std::vector<std::size_t>& tokens) {
    std::set<std::size_t> borders;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        borders.insert(axis.tokens[tokens[i]].source.begin);
    }
    return borders;
}

template <class Value>
std::size_t commonOf(const std::set<Value>& a, const std::set<Value>& b) {
    return static_cast<std::size_t>(
        std::ranges::count_if(a, [&](const Value& value) { return b.contains(value); }));
}

double ratio(std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

/// F1 of the borders of one word; 1 where neither side has any.
double bordersAgree(const PairedWord& word, const Axis& clean, const Axis& perturbed,
                    const perturb::OffsetMap& map) {
    std::set<std::size_t> before;
    for (const std::size_t border : bordersOf(clean, word.cleanTokens)) {
        before.insert(map.forward({border, border}).begin);
    }
    const std::set<std::size_t> after = bordersOf(perturbed, word.perturbedTokens);
    return before.empty() && after.empty()
               ? 1
               : ratio(2 * commonOf(before, after), before.size() + after.size());
}

} // namespace

std::optional<SplitChange> splitChange(const WordPairing& pairing, const Axis& clean,
                                       const Axis& perturbed, const perturb::TextScript& script) {
    const perturb::OffsetMap map(script);
    SplitChange sum;
    for (const PairedWord& word : pairing.words) {
        if (!word.attacked || word.cleanTokens.empty()) {
            continue;
        }
        const Pieces before = piecesOf(clean, word.cleanTokens);
        const Pieces after = piecesOf(perturbed, word.perturbedTokens);
        const std::set<std::int64_t> setBefore(before.begin(), before.end());
        const std::set<std::int64_t> setAfter(after.begin(), after.end());
        const std::size_t common = commonOf(setBefore, setAfter);
        ++sum.words;
        sum.changed += before != after ? 1 : 0;
        sum.disjoint += common == 0 ? 1 : 0;
        sum.jaccard += ratio(common, setBefore.size() + setAfter.size() - common);
        sum.pieces += static_cast<double>(after.size()) - static_cast<double>(before.size());
        sum.boundaries += bordersAgree(word, clean, perturbed, map);
    }
    if (sum.words == 0) {
        return std::nullopt;
    }
    const auto count = static_cast<double>(sum.words);
    return SplitChange{.words = sum.words,
                       .changed = sum.changed / count,
                       .disjoint = sum.disjoint / count,
                       .jaccard = sum.jaccard / count,
                       .pieces = sum.pieces / count,
                       .boundaries = sum.boundaries / count};
}

} // namespace vitrine::study
