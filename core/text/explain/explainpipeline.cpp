#include "core/text/encode/pipelineencoder.h"
#include "core/text/explain/stagewriter.h"

namespace vitrine::text {

std::vector<StageKind> PipelineEncoder::stageKinds() const {
    std::vector<StageKind> kinds = kindsOf(pipeline_.normalizer);
    if (pipeline_.splitter.rewrites) {
        kinds.push_back(*pipeline_.splitter.rewrites);
    }
    return kinds;
}

void PipelineEncoder::explain(std::string_view text, Span bytes,
                              const std::vector<CharRange>& added, Explanation& out) const {
    const StagedText normal = writeSteps(pipeline_.normalizer, text, bytes, out);
    const WordSplitter& splitter = pipeline_.splitter;
    Stage& last = out.stages.back();
    const std::size_t lastFirst = last.characters.size();
    StagedText rewritten{{}, lastFirst};
    std::vector<CharRange> words; // of the text in the last stage
    std::vector<CharEdit> edits;
    std::vector<std::size_t> addedWords;
    std::size_t from = 0;
    const auto splitUntil = [&](std::size_t end) {
        splitter.split(normal.text, {from, end}, rewritten.text, words, &edits);
    };
    for (const CharRange& token : added) {
        splitUntil(token.begin);
        addedWords.push_back(words.size());
        const std::size_t begin = splitter.rewrites ? rewritten.text.size() : token.begin;
        words.push_back({begin, begin + token.end - token.begin});
        rewritten.text.insert(rewritten.text.end(),
                              normal.text.begin() + static_cast<std::ptrdiff_t>(token.begin),
                              normal.text.begin() + static_cast<std::ptrdiff_t>(token.end));
        from = token.end;
    }
    splitUntil(normal.text.size());
    if (splitter.rewrites) {
        appendStage(last, rewritten.text);
        appendEdits(out.stages[out.stages.size() - 2], normal.first, last, lastFirst, edits);
    }
    const StagedText& staged = splitter.rewrites ? rewritten : normal;
    const std::size_t firstWord = out.words.size();
    for (const CharRange& range : words) {
        out.words.push_back(explainedWord(staged, range, last));
    }
    for (const std::size_t word : addedWords) {
        out.words[firstWord + word].added = true;
    }
    for (std::size_t i = firstWord; i < out.words.size(); ++i) {
        if (!out.words[i].added) {
            out.words[i].trail = pipeline_.model->trailOf(out.words[i].text);
        }
    }
}

} // namespace vitrine::text
