#include "core/study/robustness/wordpairing.h"

#include "core/perturb/offsetmap.h"
#include "core/perturb/text/words.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace vitrine::study {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::vector<PairedWord> wordsOf(std::string_view text, const perturb::TextScript& script) {
    const perturb::OffsetMap map(script);
    std::vector<PairedWord> result;
    perturb::Words words(text);
    perturb::Word word;
    while (words.next(word)) {
        const bool attacked = std::ranges::any_of(script, [&](const perturb::TextEdit& edit) {
            return edit.at.empty() ? edit.at.begin > word.run.begin && edit.at.begin < word.run.end
                                   : edit.at.begin < word.run.end && edit.at.end > word.run.begin;
        });
        result.push_back({.clean = word.run,
                          .perturbed = map.forward(word.run),
                          .attacked = attacked});
    }
    return result;
}

/// The word that shares bytes with a token, by a span of the word; kNone where there is none.
std::size_t wordOf(const std::vector<PairedWord>& words, Span PairedWord::*side,
                   const AxisToken& token) {
    if (token.special || token.segment != 0 || token.source.empty()) {
        return kNone;
    }
    const auto found = std::ranges::upper_bound(
        words, token.source.begin, {},
        [&](const PairedWord& word) { return (word.*side).end; });
    const bool shared =
        found != words.end() && ((*found).*side).begin < token.source.end;
    return shared ? static_cast<std::size_t>(found - words.begin()) : kNone;
}

/// The sort of a token that is no word's: tokens of one sort are paired in order.
using Sort = std::tuple<std::int32_t, bool, bool>;

Sort sortOf(const AxisToken& token) {
    return {token.segment, token.special, token.kind == TokenKind::Patch};
}

/// One side's grouping, and which group each word and each single token has.
struct Side {
    analysis::Grouping grouping;
    std::vector<std::size_t> ofWord;
    std::map<Sort, std::vector<std::size_t>> singles;
};

Side gathered(const Axis& axis, std::vector<PairedWord>& words, Span PairedWord::*span,
              std::vector<std::size_t> PairedWord::*tokens) {
    Side side{.ofWord = std::vector<std::size_t>(words.size(), kNone)};
    side.grouping.groups.name = axis.name;
    for (std::size_t index = 0; index < axis.size(); ++index) {
        const AxisToken& token = axis.tokens[index];
        const std::size_t word = wordOf(words, span, token);
        const bool joins = word != kNone && side.ofWord[word] != kNone;
        const std::size_t group = joins ? side.ofWord[word] : side.grouping.groups.size();
        if (joins) {
            side.grouping.groups.tokens[group].id = -1;
            side.grouping.groups.tokens[group].source.end = token.source.end;
        } else {
            side.grouping.groups.tokens.push_back(token);
        }
        side.grouping.groupOf.push_back(group);
        if (word != kNone) {
            side.ofWord[word] = group;
            (words[word].*tokens).push_back(index);
        } else {
            side.singles[sortOf(token)].push_back(group);
        }
    }
    return side;
}

} // namespace

WordPairing pairWords(std::string_view cleanText, const Axis& clean, const Axis& perturbed,
                      const perturb::TextScript& script) {
    WordPairing pairing{.words = wordsOf(cleanText, script)};
    Side a = gathered(clean, pairing.words, &PairedWord::clean, &PairedWord::cleanTokens);
    Side b =
        gathered(perturbed, pairing.words, &PairedWord::perturbed, &PairedWord::perturbedTokens);
    for (std::size_t word = 0; word < pairing.words.size(); ++word) {
        if (a.ofWord[word] != kNone && b.ofWord[word] != kNone) {
            pairing.matched.emplace_back(a.ofWord[word], b.ofWord[word]);
        }
    }
    for (const auto& [sort, groups] : a.singles) {
        const std::vector<std::size_t>& others = b.singles[sort];
        for (std::size_t i = 0; i < std::min(groups.size(), others.size()); ++i) {
            pairing.matched.emplace_back(groups[i], others[i]);
        }
    }
    std::ranges::sort(pairing.matched);
    pairing.clean = std::move(a.grouping);
    pairing.perturbed = std::move(b.grouping);
    return pairing;
}

} // namespace vitrine::study
