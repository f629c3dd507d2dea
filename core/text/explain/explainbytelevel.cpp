#include "core/text/encode/bytelevelencoder.h"
#include "core/text/explain/stagewriter.h"
#include "core/text/unicode/utf8.h"
#include "core/text/vocabulary/bytealphabet.h"

#include <utility>

namespace vitrine::text {

namespace {

/// Each character as the visible characters of its bytes.
void spellText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>& edits) {
    std::string bytes;
    for (std::size_t i = 0; i < in.size(); ++i) {
        bytes.clear();
        appendUtf8(bytes, in[i].code);
        const std::size_t before = out.size();
        for (const char byte : bytes) {
            out.push_back(
                {characterOfByte(static_cast<unsigned char>(byte)), in[i].begin, in[i].end});
        }
        if (out.size() != before + 1 || out.back().code != in[i].code) {
            edits.push_back({i, i + 1, before, out.size()});
        }
    }
}

} // namespace

std::vector<StageKind> ByteLevelEncoder::stageKinds() const {
    std::vector<StageKind> kinds{StageKind::Source};
    if (options_.addPrefixSpace) {
        kinds.push_back(StageKind::PrefixSpace);
    }
    kinds.push_back(StageKind::ByteCharacters);
    return kinds;
}

void ByteLevelEncoder::explain(std::string_view text, Span bytes,
                               const std::vector<CharRange>& /*added*/, Explanation& out) const {
    AlignedText current;
    alignValid(text, bytes.begin, bytes.end, current);
    std::size_t first = out.stages.front().characters.size();
    std::size_t stage = 0;
    appendStage(out.stages[stage++], current);
    const bool prefixed = needsPrefix(text, bytes.begin, bytes.end);
    if (options_.addPrefixSpace) {
        std::vector<CharEdit> edits;
        if (prefixed) {
            const AlignedChar front = current.front();
            current.insert(current.begin(), {U' ', front.begin, front.end});
            edits.push_back({0, 0, 0, 1});
        }
        const std::size_t before = std::exchange(first, out.stages[stage].characters.size());
        appendStage(out.stages[stage], current);
        appendEdits(out.stages[stage - 1], before, out.stages[stage], first, edits);
        ++stage;
    }
    const std::string raw = toUtf8(current);
    AlignedText spelt;
    std::vector<CharEdit> edits;
    spellText(current, spelt, edits);
    Stage& last = out.stages[stage];
    const std::size_t before = std::exchange(first, last.characters.size());
    appendStage(last, spelt);
    appendEdits(out.stages[stage - 1], before, last, first, edits);
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t end = pieceEnd(raw, at, raw.size());
        ExplainedWord word; // one character of the last stage for each byte
        word.inStage = {last.characters[first + at].text.begin,
                        last.characters[first + end - 1].text.end};
        word.text = last.text.substr(word.inStage.begin, word.inStage.size());
        word.source = {spelt[at].begin, spelt[end - 1].end};
        word.trail = model_.trailOf(std::string_view(raw).substr(at, end - at));
        out.words.push_back(std::move(word));
        at = end;
    }
}

} // namespace vitrine::text
