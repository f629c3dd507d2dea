#include "core/text/explain/stagewriter.h"
#include "core/text/sentencepiece/sentencepieceencoder.h"
#include "core/text/unicode/utf8.h"

namespace vitrine::text {

namespace {

/// What spaces being trimmed and marked changed: `after` has the characters of `before`, in order
/// and some left out, and a dummy prefix or suffix.
std::vector<CharEdit> spaceEdits(const AlignedText& before, const AlignedText& after) {
    std::vector<CharEdit> edits;
    std::size_t from = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
        std::size_t found = from;
        const auto matches = [&] {
            return before[found].begin == after[i].begin &&
                   (before[found].code == after[i].code || before[found].code == U' ');
        };
        while (found < before.size() && !matches()) {
            ++found;
        }
        if (found == before.size()) {
            edits.push_back({from, from, i, i + 1});
            continue;
        }
        if (found > from) {
            edits.push_back({from, found, i, i});
        }
        if (before[found].code != after[i].code) {
            edits.push_back({found, found + 1, i, i + 1});
        }
        from = found + 1;
    }
    if (from < before.size()) {
        edits.push_back({from, before.size(), after.size(), after.size()});
    }
    return edits;
}

AlignedText alignedPieces(const PieceText& pieces) {
    AlignedText text;
    for (std::size_t at = 0; at < pieces.text.size();) {
        const Decoded step = decodeValidAt(pieces.text, at);
        text.push_back({step.code, pieces.origin[at], pieces.origin[at + step.bytes]});
        at += step.bytes;
    }
    return text;
}

} // namespace

std::vector<StageKind> SentencePieceEncoder::stageKinds() const {
    return {StageKind::Source, StageKind::CharacterMap, StageKind::SpaceMarks};
}

void SentencePieceEncoder::explain(std::string_view text, Span bytes,
                                   const std::vector<CharRange>& /*added*/,
                                   Explanation& out) const {
    const StagedText mapped = writeSteps({normalizer_.mapStep()}, text, bytes, out);
    const auto scratch = makeScratch();
    auto& working = static_cast<Working&>(*scratch);
    cutGap(text, bytes.begin, bytes.end, working);
    Stage& last = out.stages.back();
    const StagedText staged{alignedPieces(working.text), last.characters.size()};
    appendStage(last, staged.text);
    appendEdits(out.stages[1], mapped.first, last, staged.first,
                spaceEdits(mapped.text, staged.text));
    std::size_t character = 0;
    std::size_t byte = 0;
    for (std::size_t i = 0; i < working.parts.size();) {
        const std::size_t begin = character;
        do {
            while (byte < working.parts[i].end) {
                byte += decodeValidAt(working.text.text, byte).bytes;
                ++character;
            }
            ++i;
        } while (i < working.parts.size() && !beginsWord(working, i));
        out.words.push_back(explainedWord(staged, {begin, character}, last));
        out.words.back().trail = options_.model->trailOf(out.words.back().text);
    }
}

} // namespace vitrine::text
