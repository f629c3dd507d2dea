#pragma once

#include "widgets/foundation/colour/colourscale.h"
#include "widgets/foundation/colour/ramp.h"

#include <QRectF>
#include <QSizeF>
#include <QStringList>

#include <optional>

class QPainter;

namespace vitrine::widgets {

class Look;

/// A colour bar as a value: drawn beside every map and into every export.
struct ColourBarModel {
    RampPointer ramp; ///< null: the look's ramp for the scale
    ColourScale scale;
    std::optional<double> uniform; ///< 1/n: a 20-px ink tick
    QStringList rule; ///< lines below: response, sharing, site. Flat bars show them joined

    bool operator==(const ColourBarModel&) const = default;
};

/// Upright: 12 wide, at most 280 high, ticks to the right, rule below. The bar begins at the top
/// left of `area`.
void paintUprightBar(QPainter& painter, const QRectF& area, const ColourBarModel& bar,
                     const Look& look);

/// Flat: 8 high, low and high beside it, rule to the right.
void paintFlatBar(QPainter& painter, const QRectF& area, const ColourBarModel& bar,
                  const Look& look);

/// What the bar and its words need; the height of an upright one is for a bar of `length`.
[[nodiscard]] QSizeF uprightBarSize(const ColourBarModel& bar, double length, const Look& look);
[[nodiscard]] QSizeF flatBarSize(const ColourBarModel& bar, double length, const Look& look);

/// "0 to 0.99, square root, shared, layer 3": for accessible names and captions.
[[nodiscard]] QString spokenBar(const ColourBarModel& bar);

} // namespace vitrine::widgets
