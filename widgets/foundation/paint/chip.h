#pragma once

#include "core/base/axis.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace vitrine::widgets {

class Look;

/// One token as drawn. Colours are never the only sign: continuations have a dashed edge, specials
/// are pills, unknowns keep their brackets.
struct Chip {
    enum class Shape { Piece, Continuation, Pill, Byte, Unknown, Inserted, Dropped };
    enum class Edge { Plain, Query, Key };

    QString text;
    QString mark; ///< "##", "▁", "Ġ": drawn small and faint before the text
    Shape shape = Shape::Piece;
    Edge edge = Edge::Plain;
    bool hovered = false;
    bool selected = false;
};

/// The chip of an axis token: splits the mark off, shows white space as "·" and "↵".
[[nodiscard]] Chip chipOf(const AxisToken& token);

[[nodiscard]] double chipWidth(const Chip& chip, const Look& look);
[[nodiscard]] double chipHeight(const Look& look);

/// The gap before a chip in a row: none before a continuation.
[[nodiscard]] double chipGapBefore(const Chip& chip, const Look& look);

/// `joinsNext`: the next chip of the row is a continuation, so the right edge is left to it.
void paintChip(QPainter& painter, const QRectF& rectangle, const Chip& chip, const Look& look,
               bool joinsNext = false);

} // namespace vitrine::widgets
