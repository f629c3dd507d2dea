#include "widgets/attention/heat/cellraster.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vitrine::widgets {

namespace {

std::vector<int> alongOneSide(double begin, double size, int pixels, int cells) {
    std::vector<int> result(static_cast<std::size_t>(std::max(pixels, 0)));
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const int cell = static_cast<int>(std::floor(begin + (pixel + 0.5) / pixels * size));
        result[static_cast<std::size_t>(pixel)] = cell >= 0 && cell < cells ? cell : -1;
    }
    return result;
}

/// The pixels whose cells lie in [first, first + count), half open: cells rise with pixels.
std::pair<int, int> pixelsOf(const std::vector<int>& cells, int first, int count) {
    const auto begin = std::ranges::find_if(
        cells, [&](int cell) { return cell >= first && cell < first + count; });
    const auto end = std::find_if(begin, cells.end(), [&](int cell) {
        return cell < first || cell >= first + count;
    });
    return {static_cast<int>(begin - cells.begin()), static_cast<int>(end - cells.begin())};
}

} // namespace

PixelCells pixelCells(const QRectF& items, const QSize& device, const QSize& cells) {
    return {alongOneSide(items.left(), items.width(), device.width(), cells.width()),
            alongOneSide(items.top(), items.height(), device.height(), cells.height())};
}

void blitCells(QImage& target, const QImage& cells, const QPoint& first, const PixelCells& pixels) {
    const auto [left, right] = pixelsOf(pixels.columns, first.x(), cells.width());
    const auto [top, bottom] = pixelsOf(pixels.rows, first.y(), cells.height());
    int painted = -1;
    for (int y = top; y < bottom; ++y) {
        auto* to = reinterpret_cast<QRgb*>(target.scanLine(y));
        const int row = pixels.rows[static_cast<std::size_t>(y)];
        if (y > top && row == painted) {
            const auto* above = reinterpret_cast<const QRgb*>(target.constScanLine(y - 1));
            std::copy(above + left, above + right, to + left);
            continue;
        }
        const auto* from = reinterpret_cast<const QRgb*>(cells.constScanLine(row - first.y()));
        for (int x = left; x < right; ++x) {
            to[x] = from[pixels.columns[static_cast<std::size_t>(x)] - first.x()];
        }
        painted = row;
    }
}

Grid dividedByRow(Grid grid, std::span<const float> maxima) {
    for (std::size_t row = 0; row < std::min(grid.rows(), maxima.size()); ++row) {
        const float most = maxima[row];
        if (most > 0) {
            std::ranges::for_each(grid.row(row), [most](float& value) { value /= most; });
        }
    }
    return grid;
}

QImage paintCells(const Grid& grid, const ColourMap& map, const std::vector<float>& rowMaxima) {
    return rowMaxima.size() == grid.rows() ? map.paint(dividedByRow(grid, rowMaxima))
                                           : map.paint(grid);
}

} // namespace vitrine::widgets
