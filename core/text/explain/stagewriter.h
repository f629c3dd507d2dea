#pragma once

#include "core/text/normalize/alignedtext.h"
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

} // namespace vitrine::text
