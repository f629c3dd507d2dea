#include "widgets/foundation/plot/curveplot.h"
#include "widgets/foundation/plot/qcp.h"
#include "widgets/foundation/plot/readoutcard.h"
#include "widgets/foundation/plot/seriesplottable.h"
#include "widgets/foundation/plot/ticks.h"

#include "widgets/foundation/paint/words.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kRows = 32; // places along x, evenly over what is shown

} // namespace

int CurvePlot::tableRows() const {
    return plottables_.empty() || !reach() ? 0 : kRows;
}

int CurvePlot::tableColumns() const {
    return static_cast<int>(plottables_.size());
}

double CurvePlot::placeOfRow(int row) const {
    const PlotRange range = shown();
    return range.low + range.length() * row / (kRows - 1);
}

QString CurvePlot::rowLabel(int row) const {
    const double x = placeOfRow(row);
    return placeText_ ? placeText_(x) : tickText(axis_, x, 0);
}

QString CurvePlot::columnLabel(int column) const {
    return plottables_.at(static_cast<std::size_t>(column))->series().name;
}

// The crosshair's own words where it stands on that row, so that a key tells what the card shows.
QString CurvePlot::cellText(int row, int column) const {
    const QPoint cursor = cursorCell();
    if (crosshair_ && row == cursor.y() && column == cursor.x()) {
        return readout().spoken();
    }
    const PlotSeries& series = plottables_.at(static_cast<std::size_t>(column))->series();
    const auto reading = series.source->at(placeOfRow(row), columnWidth());
    if (!reading) {
        return tr("%1: nothing").arg(series.name);
    }
    const QString place = placeText_ ? placeText_(reading->x) : tickText(axis_, reading->x, 0);
    if (!std::isfinite(reading->raw)) {
        return tr("%1, %2: not a number").arg(series.name, place);
    }
    return tr("%1, %2: %3").arg(series.name, place, hoverText(reading->shown));
}

QRect CurvePlot::cellRect(int row, int column) const {
    const PlotSeries& series = plottables_.at(static_cast<std::size_t>(column))->series();
    const double x = placeOfRow(row);
    const auto reading = series.source->at(x, columnWidth());
    const QRect area = plotRect();
    const double y = reading && std::isfinite(reading->shown) ? reading->shown : shownValues().low;
    const QRect cell(pixelOf(x, y).toPoint() - QPoint(4, 4), QSize(9, 9));
    return cell.intersected(area);
}

QPoint CurvePlot::cellAt(const QPoint& point) const {
    const QRect area = plotRect();
    if (!area.contains(point) || tableRows() == 0) {
        return {-1, -1};
    }
    const double share = static_cast<double>(point.x() - area.left()) / std::max(area.width(), 1);
    return {0, std::clamp(static_cast<int>(std::lround(share * (kRows - 1))), 0, kRows - 1)};
}

QPoint CurvePlot::cursorCell() const {
    if (!crosshair_ || tableRows() == 0) {
        return {-1, -1};
    }
    const PlotRange range = shown();
    const double share = (*crosshair_ - range.low) / range.length();
    return {0, std::clamp(static_cast<int>(std::lround(share * (kRows - 1))), 0, kRows - 1)};
}

void CurvePlot::moveCursorTo(int row, int) {
    takeCrosshair(snappedTo(placeOfRow(row)));
}

} // namespace vitrine::widgets
