#pragma once

#include "widgets/foundation/colour/colourscale.h"

#include <QColor>
#include <QPen>
#include <QPointF>
#include <QRectF>

class QPainter;
class QPainterPath;

namespace vitrine::widgets {

class Look;

/// 45° hatching, 4 + 1 px: masked cells, things not in this model.
void paintHatch(QPainter& painter, const QRectF& area, const QColor& color);

/// Strokes over heat or photographs: 3.5 px white, then the colour.
void strokeCased(QPainter& painter, const QPainterPath& path, const QPen& pen, const Look& look);
void strokeCased(QPainter& painter, const QRectF& rectangle, const QColor& color, double width,
                 const Look& look);

/// The cell cursor: cased, 1.75 px.
void paintCellCursor(QPainter& painter, const QRectF& cell, const Look& look);

/// The mark of a cell over its colour: cross for NaN, sign for infinities, corner for clipped.
void paintCellMark(QPainter& painter, const QRectF& cell, CellMark mark, const Look& look);

/// A masked cell: surface with hatching.
void paintMasked(QPainter& painter, const QRectF& cell, const Look& look);

/// Pin 0 … 7 as its letter on its colour.
void paintPin(QPainter& painter, const QRectF& badge, int pin, const Look& look);
[[nodiscard]] QChar pinLetter(int pin);

/// 1 px surface, then a 2-px ink ring outside `rectangle`.
void paintFocusRing(QPainter& painter, const QRectF& rectangle, double radius, const Look& look);

/// The soft shadow 0 4 12 below a floating card.
void paintShadow(QPainter& painter, const QRectF& card, double radius, const Look& look);

} // namespace vitrine::widgets
