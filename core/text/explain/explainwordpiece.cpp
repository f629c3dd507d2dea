#include "core/text/encode/wordpieceencoder.h"
#include "core/text/explain/stagewriter.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>

namespace vitrine::text {

namespace {

std::vector<Span> longerCandidates(std::string_view word, std::size_t at, std::size_t found) {
    std::vector<Span> tried;
    for (std::size_t end = word.size(); end > std::max(found, at); --end) {
        if (end == word.size() || !isContinuationByte(word[end])) {
            tried.push_back({at, end});
        }
    }
    return tried;
}

} // namespace

std::vector<StageKind> WordPieceEncoder::stageKinds() const {
    return kindsOf(normalizer_ ? bertSteps(*normalizer_) : std::vector<NormalizerStep>{});
}

MatchTrail WordPieceEncoder::trailOf(std::string_view word, std::size_t characters) const {
    MatchTrail trail;
    if (characters > model_.options().maxCharacters) {
        trail.tooLong = true;
        return trail;
    }
    for (std::size_t at = 0; at < word.size();) {
        const WordPart part = model_.longestAt(word, at);
        MatchStep step;
        step.found = {at, part.end};
        step.tried = longerCandidates(word, at, part.end);
        if (part.id >= 0) {
            step.id = part.id;
            step.piece = std::string(*vocabulary_->pieceOf(part.id));
        }
        trail.steps.push_back(std::move(step));
        if (part.id < 0) {
            trail.diedAt = at;
            return trail;
        }
        at = part.end;
    }
    return trail;
}

void WordPieceEncoder::explain(std::string_view text, Span bytes,
                               const std::vector<CharRange>& added, Explanation& out) const {
    const std::vector<NormalizerStep> steps =
        normalizer_ ? bertSteps(*normalizer_) : std::vector<NormalizerStep>{};
    const StagedText staged = writeSteps(steps, text, bytes, out);
    std::size_t from = 0;
    const auto explainUntil = [&](std::size_t end) {
        std::vector<CharRange> words;
        splitBert(staged.text, {from, end}, words);
        for (const CharRange& range : words) {
            out.words.push_back(explainedWord(staged, range, out.stages.back()));
            out.words.back().trail = trailOf(out.words.back().text, range.end - range.begin);
        }
    };
    for (const CharRange& token : added) {
        explainUntil(token.begin);
        out.words.push_back(explainedWord(staged, token, out.stages.back()));
        out.words.back().added = true;
        from = token.end;
    }
    explainUntil(staged.text.size());
}

} // namespace vitrine::text
