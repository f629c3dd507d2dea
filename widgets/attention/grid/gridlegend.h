#pragma once

#include "core/study/picture.h"
#include "widgets/foundation/colour/colourscale.h"
#include "widgets/foundation/colour/valuerange.h"

#include <QRectF>
#include <QString>

#include <string>

class QPainter;

namespace vitrine::widgets {

class Look;

/// What stands under the head grid: the bar of the thumbnails with who shares it, and the scale of
/// the badge.
struct GridLegend {
    RangePolicy range = RangePolicy::PerLayer;
    Response response = Response::SquareRoot;
    std::string badge;  ///< id of a statistic; empty: none
    bool brief = false; ///< little room: the badge without its scale

    bool operator==(const GridLegend&) const = default;
};

/// "layer maximum, √".
[[nodiscard]] QString thumbnailRule(const GridLegend& legend);

/// "entropy, 0–1", or why there is no badge.
[[nodiscard]] QString badgeRule(const GridLegend& legend);

void paintGridLegend(QPainter& painter, const QRectF& area, const GridLegend& legend,
                     const Look& look);

} // namespace vitrine::widgets
