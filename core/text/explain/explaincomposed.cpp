#include "core/text/encode/composedtokenizer.h"
#include "core/text/explain/stagewriter.h"
#include "core/text/explain/tidy.h"

namespace vitrine::text {

void ComposedTokenizer::explainAdded(std::string_view text, Span bytes, Explanation& out) const {
    AlignedText characters;
    alignValid(text, bytes.begin, bytes.end, characters);
    for (Stage& stage : out.stages) {
        appendStage(stage, characters);
    }
    const std::string& last = out.stages.back().text;
    ExplainedWord word;
    word.text = std::string(text.substr(bytes.begin, bytes.size()));
    word.inStage = {last.size() - bytes.size(), last.size()};
    word.source = bytes;
    word.added = true;
    out.words.push_back(std::move(word));
}

void ComposedTokenizer::explainGap(std::string_view text, Span bytes, Explanation& out) const {
    if (bytes.empty()) {
        return;
    }
    std::vector<CharRange> added;
    if (parts_.encoder->normalizes() && added_.anyNormalized()) {
        AlignedText gap;
        parts_.encoder->normalize(text, bytes.begin, bytes.end, gap);
        for (const NormalizedMatch& match : normalizedMatches(gap)) {
            added.push_back(match.characters);
        }
    }
    parts_.encoder->explain(text, bytes, added, out);
}

Explanation ComposedTokenizer::explain(std::string_view text) const {
    const RepairedText repaired(text, parts_.invalidRule);
    const std::string& valid = repaired.text();
    Explanation out;
    for (const StageKind kind : parts_.encoder->stageKinds()) {
        out.stages.emplace_back();
        out.stages.back().kind = kind;
    }
    std::size_t from = 0;
    for (const AddedMatch& match : matchesIn(valid)) {
        explainGap(valid, {from, match.bytes.begin}, out);
        explainAdded(valid, match.bytes, out);
        from = match.bytes.end;
    }
    explainGap(valid, {from, valid.size()}, out);
    moveToSource(repaired, out);
    finishExplanation(*this, text, out);
    return out;
}

} // namespace vitrine::text
