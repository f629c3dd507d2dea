#pragma once

#include "core/base/grid.h"
#include "widgets/attention/map/mapframe.h"
#include "widgets/attention/state/selection.h"
#include "widgets/foundation/colour/colourmap.h"

#include <QImage>
#include <QRectF>

#include <vector>

namespace vitrine::widgets {

/// How a map is to be coloured.
struct MapColours {
    ColourMap map;
    std::vector<float> rowMaxima; ///< for the policy per row: what each row is divided by; else empty
    Pooling pooling = Pooling::Largest;
};

/// What a frame's canvas shows in cell units; beyond the content where that is smaller.
[[nodiscard]] QRectF shownItems(const MapFrame& frame);

/// The cells of a grid in sight, on the device pixels of `image`: enlarged cell by cell, or pooled
/// where a cell is smaller than a pixel.
void paintGridCells(QImage& image, const Grid& grid, const MapFrame& frame,
                    const MapColours& colours);

} // namespace vitrine::widgets
