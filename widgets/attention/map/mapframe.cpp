#include "widgets/attention/map/mapframe.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

MapFrame::Span spanOf(double begin, double end, double cells) {
    const double first = std::clamp(std::floor(begin), 0.0, cells);
    const double last = std::clamp(std::ceil(end - 1e-9), first, cells);
    return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

} // namespace

MapFrame::Span MapFrame::rows() const {
    const QRectF visible = viewport.visibleItems();
    return spanOf(visible.top(), visible.bottom(), viewport.content().height());
}

MapFrame::Span MapFrame::columns() const {
    const QRectF visible = viewport.visibleItems();
    return spanOf(visible.left(), visible.right(), viewport.content().width());
}

QRectF MapFrame::rectOf(std::size_t row, std::size_t column, std::size_t rows,
                        std::size_t columns) const {
    const QRectF items(static_cast<double>(column), static_cast<double>(row),
                       static_cast<double>(columns), static_cast<double>(rows));
    return snapped(viewport.toView(items).translated(canvas.topLeft()), pixelRatio);
}

QSizeF canvasSize(const QSize& cells, const QSizeF& room, double most, double pixelRatio) {
    const double columns = std::max(cells.width(), 1);
    const double rows = std::max(cells.height(), 1);
    double cell = std::min({room.width() / columns, room.height() / rows, most});
    if (cell * pixelRatio >= 1) {
        cell = std::floor(cell * pixelRatio + 1e-6) / pixelRatio;
    }
    cell = std::max(cell, 1e-6);
    return {std::max(1.0, std::floor(columns * cell)), std::max(1.0, std::floor(rows * cell))};
}

} // namespace vitrine::widgets
