#include "widgets/attention/map/mapoverlay.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kLeastMarkedCell = 6;
constexpr float kLeastPrinted = 0.005F; // what would read .00 stays empty

const Axis& keyAxis(const engine::Trace& trace, int site) {
    const auto axis = trace.sites()[static_cast<std::size_t>(site)].keyAxis;
    return trace.axes()[static_cast<std::size_t>(axis)];
}

/// What lies right of the diagonal, as rectangles of one row each.
QPainterPath causalPath(const MapFrame& frame, std::size_t keys) {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    const MapFrame::Span rows = frame.rows();
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
        if (row + 1 < keys) {
            path.addRect(frame.rectOf(row, row + 1, 1, keys - row - 1));
        }
    }
    return path;
}

QPainterPath paddingPath(const MapFrame& frame, const Axis& keys, std::size_t queries) {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    const MapFrame::Span columns = frame.columns();
    for (std::size_t column = columns.begin; column < columns.end; ++column) {
        if (keys.tokens[column].pad) {
            path.addRect(frame.rectOf(0, column, queries, 1));
        }
    }
    return path;
}

void paintMaskedPath(QPainter& painter, const MapFrame& frame, const QPainterPath& path,
                     const Look& look) {
    if (path.isEmpty()) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setClipRect(frame.canvas, Qt::IntersectClip);
    painter.setClipPath(path, Qt::IntersectClip);
    paintMasked(painter, path.boundingRect().intersected(frame.canvas), look);
    painter.restore();
}

} // namespace

void paintMask(QPainter& painter, const MapFrame& frame, const engine::Trace& trace, int site,
               const Look& look) {
    const Axis& keys = keyAxis(trace, site);
    const auto queries = static_cast<std::size_t>(frame.viewport.content().height());
    if (trace.sites()[static_cast<std::size_t>(site)].mask == engine::MaskRule::Causal) {
        paintMaskedPath(painter, frame, causalPath(frame, keys.size()), look);
    }
    if (std::ranges::any_of(keys.tokens, &AxisToken::pad)) {
        paintMaskedPath(painter, frame, paddingPath(frame, keys, queries), look);
    }
}

void paintCausalMask(QPainter& painter, const MapFrame& frame, const Look& look) {
    const auto columns = static_cast<std::size_t>(frame.viewport.content().width());
    paintMaskedPath(painter, frame, causalPath(frame, columns), look);
}

void paintCellContents(QPainter& painter, const MapFrame& frame, const RowOfWeights& weights,
                       const std::function<ColourMap(std::size_t query)>& colours,
                       const std::function<bool(std::size_t, std::size_t)>& masked,
                       const Look& look) {
    if (frame.pitch() < kLeastMarkedCell) {
        return;
    }
    const bool numbers = frame.pitch() >= metrics::kLeastNumberCell;
    const MapFrame::Span rows = frame.rows();
    const MapFrame::Span columns = frame.columns();
    painter.save();
    painter.setClipRect(frame.canvas, Qt::IntersectClip);
    painter.setFont(look.font(TextStyle::Caption));
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
        const std::span<const float> values = weights(row);
        const ColourMap map = colours(row);
        for (std::size_t column = columns.begin; column < columns.end; ++column) {
            if (masked(row, column)) {
                continue;
            }
            const float value = values[column];
            const QRectF cell = frame.rectOf(row, column);
            const CellMark mark = markOf(value, map.scale());
            paintCellMark(painter, cell, mark, look);
            const bool printed = mark == CellMark::None || mark == CellMark::ClippedHigh;
            if (numbers && printed && std::abs(value) >= kLeastPrinted) {
                painter.setPen(QColor::fromRgb(textOver(map.color(value))));
                painter.drawText(cell, Qt::AlignCenter, cellText(static_cast<double>(value)));
            }
        }
    }
    painter.restore();
}

void paintCrosshair(QPainter& painter, const MapFrame& frame, std::optional<std::size_t> query,
                    std::optional<std::size_t> key, const Look& look) {
    const auto all = frame.viewport.content();
    const auto rows = static_cast<std::size_t>(all.height());
    const auto columns = static_cast<std::size_t>(all.width());
    painter.save();
    painter.setClipRect(frame.canvas.adjusted(-2, -2, 2, 2), Qt::IntersectClip);
    const auto inside = [&](const QRectF& rect) { return rect.intersected(frame.canvas); };
    if (key && *key < columns) {
        strokeCased(painter, inside(frame.rectOf(0, *key, rows, 1)), look.color(Token::Key),
                    metrics::kCrosshairWidth, look);
    }
    if (query && *query < rows) {
        strokeCased(painter, inside(frame.rectOf(*query, 0, 1, columns)), look.color(Token::Query),
                    metrics::kCrosshairWidth, look);
    }
    if (query && key && *query < rows && *key < columns) {
        paintCellCursor(painter, inside(frame.rectOf(*query, *key)), look);
    }
    painter.restore();
}

void paintMapEdge(QPainter& painter, const MapFrame& frame, const Look& look) {
    const QRectF shown = frame.viewport.toView(frame.viewport.visibleItems())
                             .translated(frame.canvas.topLeft());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.drawRect(snapped(shown, frame.pixelRatio).adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.restore();
}

} // namespace vitrine::widgets
