#pragma once

#include "widgets/foundation/picture/patchgrid.h"

#include <QPainterPath>

#include <functional>
#include <span>
#include <vector>

namespace vitrine::widgets {

/// The fewest patches that hold a share of the patches' mass: one entry for each of
/// grid.patches(), whose weights are given in that order. Of equal weights the first. None where
/// there is no mass.
[[nodiscard]] std::vector<bool> massSet(std::span<const float> patchWeights, double share);

/// The edge of a set of patches, along patch edges; straight runs are one line, so that dashes run
/// on. `place` says where a patch (a token) is drawn.
[[nodiscard]] QPainterPath outlineOf(const PatchGrid& grid, const std::vector<bool>& set,
                                     const std::function<QRectF(std::size_t token)>& place);

} // namespace vitrine::widgets
