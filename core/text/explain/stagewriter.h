#pragma once

#include "core/text/normalize/normalizerstep.h"
#include "core/text/stages.h"

#include <string_view>
#include <vector>

namespace vitrine::text {

/// Appends characters to a stage's text. Spans of a gap are absolute already.
void appendStage(Stage& stage, const AlignedText& text);

/// Appends the changes of a gap, given in characters of the gap, as bytes of the stages' texts.
/// `before` and `after` already hold the gap; `beforeFirst` and `afterFirst` are the indices of its
/// first characters there.
void appendEdits(const Stage& before, std::size_t beforeFirst, Stage& after, std::size_t afterFirst,
                 const std::vector<CharEdit>& edits);

/// The source, then the kinds of the steps.
[[nodiscard]] std::vector<StageKind> kindsOf(const std::vector<NormalizerStep>& steps);

/// A gap's text as it stands in a stage.
struct StagedText {
    AlignedText text;
    std::size_t first = 0; ///< index of its first character among the stage's
};

/// Appends the bytes of a gap to the first stage and what each step makes of them to the next ones.
/// Answers the last text.
[[nodiscard]] StagedText writeSteps(const std::vector<NormalizerStep>& steps, std::string_view text,
                                    Span bytes, Explanation& out);

/// The word of some characters of a text that stands in `stage`, without tokens and trail.
[[nodiscard]] ExplainedWord explainedWord(const StagedText& staged, CharRange range,
                                          const Stage& stage);

} // namespace vitrine::text
