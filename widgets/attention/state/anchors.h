#pragma once

#include "core/analysis/subsequence.h"
#include "core/base/axis.h"
#include "core/base/sample.h"
#include "widgets/attention/state/selection.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace vitrine::widgets {

/// Where a token of an axis comes from. `index` must be below axis.size().
[[nodiscard]] TokenAnchor anchorOf(const Axis& axis, std::size_t index);

/// The token that an anchor means: the one that begins at its first byte, else the one that covers
/// it; for added tokens the one with the same count. None where there is no such token.
[[nodiscard]] std::optional<std::size_t> indexOf(const Axis& axis, const TokenAnchor& anchor);

/// Carries anchors from one text to an edited one by the bytes that both have in common.
class AnchorCarrier {
public:
    AnchorCarrier(const Sample& from, const Sample& to);

    /// The anchor in the new text; none where its first byte was edited away.
    [[nodiscard]] std::optional<TokenAnchor> carried(const TokenAnchor& anchor) const;

private:
    std::vector<analysis::CommonBlock> text_;
    std::vector<analysis::CommonBlock> pair_;
};

} // namespace vitrine::widgets
