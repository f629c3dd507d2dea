#include "core/text/encode/wordpieceencoder.h"
#include "core/text/explain/stagewriter.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>
#include <utility>

namespace vitrine::text {

namespace {

using StageStep = void (*)(const AlignedText&, AlignedText&, std::vector<CharEdit>*);

StageStep stepOf(StageKind kind) {
    switch (kind) {
    case StageKind::Cleaned:
        return cleanText;
    case StageKind::IdeographsApart:
        return spaceIdeographs;
    case StageKind::Decomposed:
        return decomposeText;
    case StageKind::MarksStripped:
        return stripMarks;
    case StageKind::Lowered:
        return lowerText;
    default:
        return nullptr;
    }
}

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
    std::vector<StageKind> kinds{StageKind::Source};
    if (!normalizer_) {
        return kinds;
    }
    if (normalizer_->cleanText) {
        kinds.push_back(StageKind::Cleaned);
    }
    if (normalizer_->handleChineseChars) {
        kinds.push_back(StageKind::IdeographsApart);
    }
    if (normalizer_->strips()) {
        kinds.push_back(StageKind::Decomposed);
        kinds.push_back(StageKind::MarksStripped);
    }
    if (normalizer_->lowercase) {
        kinds.push_back(StageKind::Lowered);
    }
    return kinds;
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

ExplainedWord WordPieceEncoder::explainWord(const AlignedText& text, CharRange range,
                                            const Stage& last, std::size_t firstCharacter) const {
    ExplainedWord word;
    word.inStage = {last.characters[firstCharacter + range.begin].text.begin,
                    last.characters[firstCharacter + range.end - 1].text.end};
    word.text = last.text.substr(word.inStage.begin, word.inStage.size());
    word.source = {text[range.begin].begin, text[range.begin].end};
    for (std::size_t i = range.begin; i < range.end; ++i) {
        word.source.begin = std::min<std::size_t>(word.source.begin, text[i].begin);
        word.source.end = std::max<std::size_t>(word.source.end, text[i].end);
    }
    return word;
}

void WordPieceEncoder::explain(std::string_view text, Span bytes,
                               const std::vector<CharRange>& added, Explanation& out) const {
    AlignedText current;
    alignValid(text, bytes.begin, bytes.end, current);
    std::size_t first = out.stages.front().characters.size();
    appendStage(out.stages.front(), current);
    for (std::size_t i = 1; i < out.stages.size(); ++i) {
        Stage& stage = out.stages[i];
        AlignedText next;
        std::vector<CharEdit> edits;
        stepOf(stage.kind)(current, next, &edits);
        const std::size_t before = std::exchange(first, stage.characters.size());
        appendStage(stage, next);
        appendEdits(out.stages[i - 1], before, stage, first, edits);
        current = std::move(next);
    }
    std::size_t from = 0;
    const auto explainUntil = [&](std::size_t end) {
        std::vector<CharRange> words;
        splitBert(current, {from, end}, words);
        for (const CharRange& range : words) {
            out.words.push_back(explainWord(current, range, out.stages.back(), first));
            out.words.back().trail = trailOf(out.words.back().text, range.end - range.begin);
        }
    };
    for (const CharRange& token : added) {
        explainUntil(token.begin);
        out.words.push_back(explainWord(current, token, out.stages.back(), first));
        out.words.back().added = true;
        from = token.end;
    }
    explainUntil(current.size());
}

} // namespace vitrine::text
