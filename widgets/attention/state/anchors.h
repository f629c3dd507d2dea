#pragma once

#include "core/base/axis.h"
#include "core/base/sample.h"
#include "widgets/attention/state/selection.h"

#include <QStringList>

#include <cstddef>
#include <optional>

namespace vitrine::widgets {

/// Where a token of an axis comes from. `index` must be below axis.size().
[[nodiscard]] TokenAnchor anchorOf(const Axis& axis, std::size_t index);

/// The token that an anchor means: the one that begins at its first byte, else the one that covers
/// it; for added tokens the one with the same count. None where there is no such token.
[[nodiscard]] std::optional<std::size_t> indexOf(const Axis& axis, const TokenAnchor& anchor);

/// A selection in another text, and what of it is gone.
struct CarriedSelection {
    AttentionSelection selection;
    QStringList lost; ///< in words: "Pin B lost its cell, no such word"
};

/// The selection of one text in the words of another: a token's bytes go where the texts'
/// common parts (analysis::commonBlocks) put them; one of which less than half is left is lost, and
/// its cell with it. Added tokens keep their count. Nothing is lost between equal texts.
[[nodiscard]] CarriedSelection carried(const AttentionSelection& selection, const Sample& from,
                                       const Sample& to);

} // namespace vitrine::widgets
