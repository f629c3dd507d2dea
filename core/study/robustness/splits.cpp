#include "core/study/robustness/splits.h"

#include "core/perturb/offsetmap.h"

#include <algorithm>
#include <set>

namespace vitrine::study {

namespace {

bool isText(const AxisToken& token) {
    return !token.special && !token.pad && token.segment == 0;
}

/// An insertion touches the word it stands inside of.
bool touches(const Span& edit, const Span& word) {
    return edit.empty() ? word.begin < edit.begin && edit.begin < word.end
                        : edit.begin < word.end && word.begin < edit.end;
}

std::vector<WordSplit> wordsOf(const Axis& axis) {
    std::vector<WordSplit> words;
    std::int32_t last = -1;
    for (const AxisToken& token : axis.tokens) {
        if (!isText(token) || token.source.empty()) {
            continue;
        }
        if (token.word < 0 || token.word != last) {
            words.push_back({.clean = token.source});
        }
        words.back().clean.end = std::max(words.back().clean.end, token.source.end);
        words.back().before.push_back(token);
        last = token.word;
    }
    return words;
}

std::vector<AxisToken> tokensIn(const Axis& axis, const Span& span) {
    std::vector<AxisToken> tokens;
    for (const AxisToken& token : axis.tokens) {
        if (isText(token) && token.source.begin < span.end && span.begin < token.source.end) {
            tokens.push_back(token);
        }
    }
    return tokens;
}

std::size_t countText(const Axis& axis) {
    return static_cast<std::size_t>(std::ranges::count_if(axis.tokens, isText));
}

} // namespace

bool WordSplit::same() const {
    return std::ranges::equal(before, after, {}, &AxisToken::id, &AxisToken::id);
}

std::size_t WordSplit::shared() const {
    std::multiset<std::int64_t> ids;
    for (const AxisToken& token : before) {
        ids.insert(token.id);
    }
    std::size_t count = 0;
    for (const AxisToken& token : after) {
        if (const auto found = ids.find(token.id); found != ids.end()) {
            ids.erase(found);
            ++count;
        }
    }
    return count;
}

WordSplits wordSplits(const Axis& clean, const Axis& perturbed,
                        const perturb::TextScript& script) {
    WordSplits change{.piecesBefore = countText(clean), .piecesAfter = countText(perturbed)};
    change.idsEqual =
        std::ranges::equal(clean.tokens, perturbed.tokens, {}, &AxisToken::id, &AxisToken::id);
    const perturb::OffsetMap offsets(script);
    for (WordSplit& word : wordsOf(clean)) {
        const bool touched = std::ranges::any_of(script, [&](const perturb::TextEdit& edit) {
            return touches(edit.at, word.clean);
        });
        if (touched) {
            word.perturbed = offsets.forward(word.clean);
            word.after = tokensIn(perturbed, word.perturbed);
            change.words.push_back(std::move(word));
        }
    }
    return change;
}

} // namespace vitrine::study
