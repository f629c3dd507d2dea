#include "widgets/attention/heat/gridraster.h"

#include "widgets/attention/heat/cellraster.h"
#include "widgets/attention/heat/pooling.h"

#include <algorithm>

namespace vitrine::widgets {

namespace {

std::vector<float> slice(const std::vector<float>& values, std::size_t begin, std::size_t count) {
    if (begin >= values.size()) {
        return {};
    }
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
    return {first, first + static_cast<std::ptrdiff_t>(std::min(count, values.size() - begin))};
}

Grid part(const Grid& grid, const MapFrame::Span& rows, const MapFrame::Span& columns) {
    Grid result(rows.end - rows.begin, columns.end - columns.begin);
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
        std::ranges::copy(grid.row(row).subspan(columns.begin, result.columns()),
                          result.row(row - rows.begin).begin());
    }
    return result;
}

} // namespace

QRectF shownItems(const MapFrame& frame) {
    return {frame.viewport.origin(), frame.canvas.size() / frame.viewport.scale()};
}

void paintGridCells(QImage& image, const Grid& grid, const MapFrame& frame, const MapColours& colours) {
    const MapFrame::Span rows = frame.rows();
    const MapFrame::Span columns = frame.columns();
    if (rows.begin == rows.end || columns.begin == columns.end) {
        return;
    }
    const std::vector<float> maxima =
        slice(colours.rowMaxima, rows.begin, rows.end - rows.begin);
    const Grid shown = part(grid, rows, columns);
    if (frame.pitch() * frame.pixelRatio >= 1) {
        const QSize cells(static_cast<int>(grid.columns()), static_cast<int>(grid.rows()));
        blitCells(image, paintCells(shown, colours.map, maxima),
                  QPoint(static_cast<int>(columns.begin), static_cast<int>(rows.begin)),
                  pixelCells(shownItems(frame), image.size(), cells));
        return;
    }
    image = colours.map.paint(pooled(dividedByRow(shown, maxima),
                                     static_cast<std::size_t>(image.height()),
                                     static_cast<std::size_t>(image.width()), colours.pooling));
}

} // namespace vitrine::widgets
