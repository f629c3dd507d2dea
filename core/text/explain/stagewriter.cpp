#include "core/text/explain/stagewriter.h"

#include "core/text/unicode/utf8.h"

#include <algorithm>
#include <utility>

namespace vitrine::text {

namespace {

/// Bytes of the characters [begin, end) of a stage.
Span bytesOf(const Stage& stage, std::size_t begin, std::size_t end) {
    const auto startOf = [&](std::size_t index) {
        return index < stage.characters.size() ? stage.characters[index].text.begin
                                               : stage.text.size();
    };
    return {startOf(begin), startOf(end)};
}

} // namespace

void appendStage(Stage& stage, const AlignedText& text) {
    for (const AlignedChar& character : text) {
        const std::size_t begin = stage.text.size();
        appendUtf8(stage.text, character.code);
        stage.characters.push_back({{begin, stage.text.size()}, {character.begin, character.end}});
    }
}

void appendEdits(const Stage& before, std::size_t beforeFirst, Stage& after, std::size_t afterFirst,
                 const std::vector<CharEdit>& edits) {
    for (const CharEdit& edit : edits) {
        after.edits.push_back(
            {bytesOf(before, beforeFirst + edit.beforeBegin, beforeFirst + edit.beforeEnd),
             bytesOf(after, afterFirst + edit.afterBegin, afterFirst + edit.afterEnd)});
    }
}

std::vector<StageKind> kindsOf(const std::vector<NormalizerStep>& steps) {
    std::vector<StageKind> kinds{StageKind::Source};
    for (const NormalizerStep& step : steps) {
        kinds.push_back(step.kind);
    }
    return kinds;
}

StagedText writeSteps(const std::vector<NormalizerStep>& steps, std::string_view text, Span bytes,
                      Explanation& out) {
    StagedText staged;
    alignValid(text, bytes.begin, bytes.end, staged.text);
    staged.first = out.stages.front().characters.size();
    appendStage(out.stages.front(), staged.text);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Stage& stage = out.stages[i + 1];
        AlignedText next;
        std::vector<CharEdit> edits;
        steps[i].run(staged.text, next, &edits);
        const std::size_t before = std::exchange(staged.first, stage.characters.size());
        appendStage(stage, next);
        appendEdits(out.stages[i], before, stage, staged.first, edits);
        staged.text = std::move(next);
    }
    return staged;
}

ExplainedWord explainedWord(const StagedText& staged, CharRange range, const Stage& stage) {
    ExplainedWord word;
    word.inStage = {stage.characters[staged.first + range.begin].text.begin,
                    stage.characters[staged.first + range.end - 1].text.end};
    word.text = stage.text.substr(word.inStage.begin, word.inStage.size());
    word.source = {staged.text[range.begin].begin, staged.text[range.begin].end};
    for (std::size_t i = range.begin; i < range.end; ++i) {
        word.source.begin = std::min<std::size_t>(word.source.begin, staged.text[i].begin);
        word.source.end = std::max<std::size_t>(word.source.end, staged.text[i].end);
    }
    return word;
}

} // namespace vitrine::text
