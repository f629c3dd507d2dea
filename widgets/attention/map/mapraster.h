#pragma once

#include "widgets/attention/map/mapframe.h"
#include "widgets/attention/map/mapsource.h"
#include "widgets/foundation/colour/colourmap.h"

#include <QImage>

#include <vector>

namespace vitrine::widgets {

/// How a map is to be coloured.
struct MapColours {
    ColourMap map;
    std::vector<float> rowMaxima; ///< for the policy per row: what each row is divided by; else empty
    Pooling pooling = Pooling::Largest;
};

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
