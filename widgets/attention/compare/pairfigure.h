#pragma once

#include "core/study/compare.h"
#include "widgets/foundation/paint/colourbar.h"

#include <memory>

namespace vitrine::widgets {

class Figure;

/// One map of a comparison to be exported, as values.
struct PairFigureParts {
    Grid cells;
    ColourBarModel bar;
    std::shared_ptr<const study::Comparison> comparison;
    bool ofB = false;
    bool causal = false;
    QString heading;
    QString caption;
    QString title;
};

[[nodiscard]] std::unique_ptr<Figure> makePairFigure(PairFigureParts parts);

} // namespace vitrine::widgets
