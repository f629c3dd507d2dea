#pragma once

#include "core/base/grid.h"
#include "widgets/foundation/colour/colourmap.h"

#include <QImage>
#include <QRect>
#include <QRectF>
#include <QSize>

#include <span>
#include <vector>

namespace vitrine::widgets {

/// Device pixels of a view and the cells they show: which cell lies under the middle of each column
/// and row of pixels. What is painted and what the pointer hits then agree to the pixel.
struct PixelCells {
    std::vector<int> columns; ///< per pixel column its cell, −1 outside
    std::vector<int> rows;
};

/// `items` is what the view shows in cell units, `device` its size, `cells` the number of cells.
[[nodiscard]] PixelCells pixelCells(const QRectF& items, const QSize& device, const QSize& cells);

/// Copies a picture with one pixel a cell into the part of `target` where `pixels` finds its cells;
/// `first` is the cell of the picture's corner.
void blitCells(QImage& target, const QImage& cells, const QPoint& first, const PixelCells& pixels);

/// Each row divided by its maximum; rows of zeros stay.
[[nodiscard]] Grid dividedByRow(Grid grid, std::span<const float> maxima);

/// Grid in colours, one pixel a cell. With `rowMaxima` each row is divided by its own first.
[[nodiscard]] QImage paintCells(const Grid& grid, const ColourMap& map,
                                const std::vector<float>& rowMaxima);

} // namespace vitrine::widgets
