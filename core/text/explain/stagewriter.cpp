#include "core/text/explain/stagewriter.h"

#include "core/text/unicode/utf8.h"

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

} // namespace vitrine::text
