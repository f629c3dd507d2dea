#pragma once

#include "core/base/grid.h"
#include "widgets/foundation/colour/colourscale.h"

#include <QPoint>
#include <QRectF>
#include <QSizeF>

#include <vector>

class QPainter;

namespace vitrine::widgets {

class Look;

/// The shifts of all heads as values.
struct ShiftScene {
    Grid shifts;             ///< sites × heads, 0 … 1, NaN where there is no head
    std::vector<int> layers; ///< the number of each row
    QPoint selected{-1, -1}; ///< (column, row)

    [[nodiscard]] ColourScale scale() const; ///< 0 … a round number above the largest, square root
};

struct ShiftLayout {
    ShiftLayout(const ShiftScene& scene, const QSizeF& room, const Look& look);

    double left = 0;
    double top = 0;
    double width = 0;  ///< of a cell
    double height = 0;
    double gap = 2;
    double bottom = 0; ///< of the last row

    [[nodiscard]] QRectF cell(int row, int column) const;
    [[nodiscard]] QPoint at(const QPointF& point, const ShiftScene& scene) const;
};

/// Cells, numbers of layers and heads, and the bar under them.
void paintShifts(QPainter& painter, const ShiftScene& scene, const ShiftLayout& layout,
                 const Look& look);

} // namespace vitrine::widgets
