#pragma once

#include "core/study/picture.h"
#include "widgets/attention/state/selection.h"
#include "widgets/foundation/colour/valuerange.h"
#include "widgets/foundation/paint/colourbar.h"

#include <memory>
#include <vector>

namespace vitrine::widgets {

class Figure;

/// A map to be exported, as values.
struct MapFigureParts {
    std::shared_ptr<const study::TracePicture> picture;
    engine::HeadRef head;
    std::shared_ptr<const Grid> map; ///< null: recomputed from the trace when it is painted
    ValueRange range;
    ColourBarModel bar;
    std::vector<float> rowMaxima; ///< for the policy per row
    Pooling pooling = Pooling::Largest;
};

[[nodiscard]] std::unique_ptr<Figure> makeMapFigure(MapFigureParts parts);

} // namespace vitrine::widgets
