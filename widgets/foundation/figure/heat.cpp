#include "widgets/foundation/figure/heat.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

bool onRaster(const QPainter& painter) {
    const QPaintEngine* engine = painter.paintEngine();
    return engine == nullptr || engine->type() == QPaintEngine::Raster;
}

void paintRectangles(QPainter& painter, const QRectF& area, const Grid& grid,
                     const ColourMap& map) {
    const double width = area.width() / static_cast<double>(grid.columns());
    const double height = area.height() / static_cast<double>(grid.rows());
    painter.setPen(Qt::NoPen);
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            painter.setBrush(QColor::fromRgba(map.color(grid.at(row, column))));
            painter.drawRect(QRectF(area.left() + width * static_cast<double>(column),
                                    area.top() + height * static_cast<double>(row), width, height));
        }
    }
}

} // namespace

void paintHeat(QPainter& painter, const QRectF& area, const Grid& grid, const ColourMap& map) {
    if (grid.empty()) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    const bool raster = onRaster(painter);
    if (!raster && std::max(grid.rows(), grid.columns()) <= kMostCellRectangles) {
        paintRectangles(painter, area, grid, map);
    } else if (raster) {
        painter.drawImage(area, map.paint(grid));
    } else {
        const QImage image = map.paint(grid);
        const double wanted =
            std::max(area.width() / image.width(), area.height() / image.height());
        const int factor = std::clamp(static_cast<int>(std::ceil(wanted)), 1, 8);
        painter.drawImage(area, image.scaled(image.size() * factor, Qt::IgnoreAspectRatio,
                                             Qt::FastTransformation));
    }
    painter.restore();
}

} // namespace vitrine::widgets
