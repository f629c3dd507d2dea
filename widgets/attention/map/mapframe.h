#pragma once

#include "widgets/foundation/canvas/viewport.h"

#include <QRectF>
#include <QSize>
#include <QSizeF>

#include <cstddef>

namespace vitrine::widgets {

/// Where a map lies and which of its cells are in sight.
struct MapFrame {
    QRectF canvas;     ///< where cells are painted
    Viewport viewport; ///< of canvas.size()
    double pixelRatio = 1;

    [[nodiscard]] double pitch() const { return viewport.scale(); } ///< logical pixels a cell

    /// Rows [first, last) and columns of cells in sight, also those in part.
    struct Span {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    [[nodiscard]] Span rows() const;
    [[nodiscard]] Span columns() const;

    /// A rectangle of cells on whole device pixels.
    [[nodiscard]] QRectF rectOf(std::size_t row, std::size_t column, std::size_t rows = 1,
                                std::size_t columns = 1) const;
};

/// The largest square cells of whole device pixels for a map of `cells` (columns × rows) in a room,
/// `most` pixels at most; a map that does not fit at one device pixel a cell takes the whole room.
[[nodiscard]] QSizeF canvasSize(const QSize& cells, const QSizeF& room, double most,
                                double pixelRatio);

} // namespace vitrine::widgets
