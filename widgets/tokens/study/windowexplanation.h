#pragma once

#include "core/text/stages.h"
#include "widgets/tokens/study/snapshot.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::widgets {

/// What every tokenizer did to a window of the text. Spans inside count from the window's start.
struct WindowExplanation {
    SnapshotPointer snapshot; ///< whose text and rows these are
    Span window;              ///< bytes of the text
    std::vector<text::Explanation> rows;

    [[nodiscard]] bool coversAll() const {
        return window.begin == 0 && window.size() == snapshot->bytes().size();
    }

    /// Text bytes as bytes of the window, cut to it.
    [[nodiscard]] Span inWindow(Span source) const;
    [[nodiscard]] Span inText(Span source) const {
        return {source.begin + window.begin, source.end + window.begin};
    }

    /// The pre-token of a row that has the first of the bytes, or null.
    [[nodiscard]] const text::ExplainedWord* wordAt(std::size_t row, Span source) const;
};

using ExplanationPointer = std::shared_ptr<const WindowExplanation>;

/// Longer texts are explained in part: explanations take 100 bytes for each byte and stage.
inline constexpr std::size_t kMostExplained = 4096;

/// The bytes to explain so that `source` is among them: all of a short text, else a part that
/// begins before white space and ends after a word.
[[nodiscard]] Span windowAround(const Snapshot& snapshot, Span source);

/// Null if stopped.
[[nodiscard]] ExplanationPointer explainWindow(const SnapshotPointer& snapshot, Span window,
                                               const Tick& tick);

/// The stages of a row that changed something in the bytes, in order.
[[nodiscard]] std::vector<text::StageKind> changedBy(const text::Explanation& explanation,
                                                     Span source);

/// The source bytes that an edit of stage `stage` concerns.
[[nodiscard]] Span sourceOfEdit(const text::Explanation& explanation, std::size_t stage,
                                const text::Edit& edit);

} // namespace vitrine::widgets
