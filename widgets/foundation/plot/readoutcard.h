#pragma once

#include "widgets/foundation/plot/plotdata.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

class QPainter;

namespace vitrine::widgets {

class Look;

/// What the card beside the crosshair says: the place, then a row for every series.
struct Readout {
    struct Row {
        QString name;
        QString value;
        QString detail; ///< a second line, faint; may be empty
        Token color = Token::Ink;
        PlotDash dash = PlotDash::Solid;
        double width = 1.5;
    };
    QString place;
    std::vector<Row> rows;

    /// All of it in one sentence, for assistive technology.
    [[nodiscard]] QString spoken() const;
};

[[nodiscard]] QSizeF readoutSize(const Readout& readout, const Look& look);

/// Where a card goes that speaks of `point`: beside it, inside `area`, not over the point.
[[nodiscard]] QRectF readoutPlace(const QSizeF& size, const QPointF& point, const QRectF& area);

void paintReadout(QPainter& painter, const QRectF& card, const Readout& readout, const Look& look);

} // namespace vitrine::widgets
