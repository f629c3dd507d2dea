#pragma once

#include "widgets/attention/heat/gridraster.h"
#include "widgets/attention/map/mapframe.h"
#include "widgets/attention/map/mapsource.h"

#include <QImage>

namespace vitrine::widgets {

/// The cells of a map in sight, in device pixels of the canvas. What is not there yet is painted
/// from the thumbnail; the tiles that were missing are asked for.
struct MapRaster {
    QImage image;
    bool complete = true;
};

[[nodiscard]] MapRaster rasterOf(MapSource& source, const study::TracePicture& picture,
                                 engine::HeadRef head, const MapFrame& frame,
                                 const MapColours& colours);

/// The level of the pyramid at which a cell covers at least one device pixel, so that none is lost.
[[nodiscard]] int levelFor(double devicePixelsPerCell);

} // namespace vitrine::widgets
