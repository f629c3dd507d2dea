#pragma once

#include "widgets/attention/state/selection.h"
#include "widgets/foundation/picture/patchgrid.h"

#include <QColor>
#include <QImage>

#include <array>
#include <functional>
#include <span>

namespace vitrine::widgets {

class Look;

/// A grey as it is seen where the weight is zero: faded towards the page (DESIGN 5).
[[nodiscard]] std::array<QRgb, 256> fadedGreys(const Look& look);

/// A photograph with its weights. `strengths` are 0 … 1, one for each of grid.patches(); `place` says
/// where a patch lies in the photograph's own (device) pixels. What no patch covers counts as 0.
/// GreyOut: colour comes back with the strength; Tint: a hue with it, luminance kept; Lines: as it is.
[[nodiscard]] QImage overlaid(const QImage& photograph, const PatchGrid& grid,
                              std::span<const float> strengths,
                              const std::function<QRectF(std::size_t token)>& place,
                              OverlayMode mode, const QColor& hue, const Look& look);

} // namespace vitrine::widgets
