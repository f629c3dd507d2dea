#include "widgets/tokens/study/windowexplanation.h"

#include "core/base/blank.h"

#include <algorithm>

namespace vitrine::widgets {

namespace {

/// The start of the last run of white space in the bytes, or none. Cutting before a run keeps every
/// pre-token after it what it was.
std::optional<std::size_t> lastRun(std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t at = end; at > begin; --at) {
        if (isBlank(text[at - 1]) && (at == 1 || !isBlank(text[at - 2]))) {
            return at - 1;
        }
    }
    return std::nullopt;
}

std::size_t clusterStart(const Snapshot& snapshot, std::size_t byte) {
    const auto [first, last] = snapshot.clustersIn({byte, byte + 1});
    return first < last ? snapshot.clusters[first].begin : snapshot.text.size();
}

Span coveredBy(const text::Stage& stage, Span bytes) {
    const auto first = std::partition_point(
        stage.characters.begin(), stage.characters.end(),
        [&](const text::AlignedPart& part) { return part.text.end <= bytes.begin; });
    if (first == stage.characters.end()) {
        return {};
    }
    Span source = first->source;
    for (auto part = first; part != stage.characters.end() && part->text.begin < bytes.end;
         ++part) {
        source.begin = std::min(source.begin, part->source.begin);
        source.end = std::max(source.end, part->source.end);
    }
    return source;
}

bool overlap(Span a, Span b) {
    return a.begin < b.end && b.begin < a.end;
}

} // namespace

Span WindowExplanation::inWindow(Span source) const {
    const std::size_t begin = std::clamp(source.begin, window.begin, window.end);
    const std::size_t end = std::clamp(source.end, begin, window.end);
    return {begin - window.begin, end - window.begin};
}

const text::ExplainedWord* WindowExplanation::wordAt(std::size_t row, Span source) const {
    if (row >= rows.size() || source.begin < window.begin || source.begin >= window.end) {
        return nullptr;
    }
    const Span wanted = inWindow(source);
    for (const text::ExplainedWord& word : rows[row].words) {
        if (overlap(word.source, {wanted.begin, std::max(wanted.end, wanted.begin + 1)})) {
            return &word;
        }
    }
    return nullptr;
}

Span windowAround(const Snapshot& snapshot, Span source) {
    const std::string_view text = snapshot.bytes();
    if (text.size() <= kMostExplained) {
        return {0, text.size()};
    }
    const std::size_t middle = std::min(source.begin, text.size());
    const std::size_t from = middle > kMostExplained / 2 ? middle - kMostExplained / 2 : 0;
    const std::size_t reach = std::min(text.size(), from + kMostExplained);
    Span window{0, text.size()};
    if (from > 0) {
        window.begin = lastRun(text, from, middle).value_or(clusterStart(snapshot, from));
        window.begin = lastRun(text, from > 256 ? from - 256 : 0, from).value_or(window.begin);
    }
    if (reach < text.size()) {
        window.end = lastRun(text, std::max(middle, window.begin) + 1, reach)
                         .value_or(clusterStart(snapshot, reach));
    }
    return window;
}

ExplanationPointer explainWindow(const SnapshotPointer& snapshot, Span window,
                                 const Tick& tick) {
    auto explanation = std::make_shared<WindowExplanation>();
    explanation->snapshot = snapshot;
    explanation->window = window;
    const std::string_view text = snapshot->bytes().substr(window.begin, window.size());
    for (const TokenRow& row : snapshot->rows) {
        explanation->rows.push_back(text::explain(*row.tokenizer.tokenizer, text));
        if (tick.stopped()) {
            return nullptr;
        }
    }
    return explanation;
}

Span sourceOfEdit(const text::Explanation& explanation, std::size_t stage,
                  const text::Edit& edit) {
    if (!edit.before.empty()) {
        return coveredBy(explanation.stages[stage - 1], edit.before);
    }
    return coveredBy(explanation.stages[stage], edit.after);
}

std::vector<text::StageKind> changedBy(const text::Explanation& explanation, Span source) {
    std::vector<text::StageKind> kinds;
    for (std::size_t i = 1; i < explanation.stages.size(); ++i) {
        const text::Stage& stage = explanation.stages[i];
        // Showing bytes as characters changes the spelling of all non-ASCII, not the content.
        const bool changed = stage.kind != text::StageKind::ByteCharacters
            && std::any_of(stage.edits.begin(), stage.edits.end(), [&](const text::Edit& edit) {
                   return !edit.before.empty()
                       && overlap(sourceOfEdit(explanation, i, edit), source);
               });
        if (changed) {
            kinds.push_back(stage.kind);
        }
    }
    return kinds;
}

} // namespace vitrine::widgets
