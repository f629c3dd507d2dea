#pragma once

#include "core/base/grid.h"
#include "widgets/foundation/colour/colourmap.h"

#include <QRectF>

class QPainter;

namespace vitrine::widgets {

inline constexpr std::size_t kMostCellRectangles = 64; ///< a side

/// Paints a grid into a rectangle: as rectangles up to 64 × 64 cells when the device is no raster
/// (SVG, PDF), else as one image; enlarged by a whole factor first, so that no viewer blurs it.
void paintHeat(QPainter& painter, const QRectF& area, const Grid& grid, const ColourMap& map);

} // namespace vitrine::widgets
