#include "widgets/foundation/plot/curveplot.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/plot/overlays.h"
#include "widgets/foundation/plot/qcp.h"
#include "widgets/foundation/plot/seriesplottable.h"
#include "widgets/foundation/plot/ticks.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kWheelStep = 1.2;
constexpr double kKeyZoom = 1.5;
constexpr double kKeyPan = 0.1;           // of what is shown
constexpr double kKeyMove = 1.0 / 64;     // of what is shown, when no point is nearer
constexpr double kDragDistance = 4;       // pixels
constexpr double kNotch = 120;            // wheel units

// The range around `fixed`, which stays where it is.
PlotRange scaled(PlotRange range, double fixed, double factor, bool logarithmic) {
    if (logarithmic) {
        const double low = fixed * std::pow(range.low / fixed, 1 / factor);
        const double high = fixed * std::pow(range.high / fixed, 1 / factor);
        return {low, high};
    }
    return {fixed - (fixed - range.low) / factor, fixed + (range.high - fixed) / factor};
}

PlotRange moved(PlotRange range, double share, bool logarithmic) {
    if (logarithmic) {
        const double factor = std::pow(range.high / range.low, share);
        return {range.low * factor, range.high * factor};
    }
    return {range.low + share * range.length(), range.high + share * range.length()};
}

} // namespace

void CurvePlot::zoomAt(double x, double factor) {
    showRange(scaled(shown(), x, factor, logarithmicX()));
}

void CurvePlot::zoomValues(double y, double factor) {
    const PlotRange range = scaled(shownValues(), y, factor, logarithmicY());
    if (QCPRange::validRange(range.low, range.high)) {
        valuesFollow_ = false;
        plot_->yAxis->setRange(range.low, range.high);
        dataChanged();
    }
}

void CurvePlot::panBy(const QPointF& pixels) {
    const QRect area = plotRect();
    if (area.isEmpty()) {
        return;
    }
    showRange(moved(shown(), -pixels.x() / area.width(), logarithmicX()));
    if (!valuesFollow_) {
        const PlotRange y =
            moved(shownValues(), pixels.y() / area.height(), logarithmicY());
        plot_->yAxis->setRange(y.low, y.high);
    }
}

double CurvePlot::columnWidth() const {
    return shown().length() / std::max(plotRect().width(), 1);
}

// The nearest point of the series in front, where there is one.
double CurvePlot::snappedTo(double x) const {
    if (!plottables_.empty()) {
        if (const auto reading = plottables_.front()->series().source->at(x, columnWidth())) {
            return reading->x;
        }
    }
    return x;
}

void CurvePlot::takeCrosshair(std::optional<double> x) {
    if (x != crosshair_) {
        setCrosshair(x);
        announceCell(*this);
        Q_EMIT crosshairMoved(x);
    }
}

void CurvePlot::setCrosshair(std::optional<double> x) {
    crosshair_ = x;
    refreshCrosshair();
}

void CurvePlot::setBrush(std::optional<PlotRange> x) {
    brush_ = x;
    refreshCrosshair();
    Q_EMIT brushChanged();
}

Readout CurvePlot::readout() const {
    Readout readout;
    if (brush_) {
        readout.place = tr("Mean and slope of the stretch");
    } else if (crosshair_) {
        readout.place = placeText_ ? placeText_(*crosshair_) : tickText(axis_, *crosshair_, 0);
    }
    for (const SeriesPlottable* plottable : plottables_) {
        const PlotSeries& series = plottable->series();
        Readout::Row row{.name = series.name,
                         .value = {},
                         .detail = {},
                         .color = series.color,
                         .dash = series.dash,
                         .width = series.width};
        if (!series.dimmed && readInto(series, row.value, row.detail)) {
            readout.rows.push_back(std::move(row));
        }
    }
    return readout;
}

// What one series says at the crosshair or over the brushed stretch; false where it says nothing.
bool CurvePlot::readInto(const PlotSeries& series, QString& value, QString& detail) const {
    if (brush_) {
        const std::optional<PlotFit> fit = series.source->fit(*brush_);
        if (!fit || fit->points == 0) {
            return false;
        }
        value = hoverText(fit->mean);
        detail = tr("slope %1, points: %2").arg(hoverText(fit->slope)).arg(fit->points);
        return true;
    }
    const auto reading =
        crosshair_ ? series.source->at(*crosshair_, columnWidth()) : std::nullopt;
    if (!reading) {
        return false;
    }
    value = std::isfinite(reading->raw) ? hoverText(reading->shown) : tr("not a number");
    if (series.envelope && !small_ && reading->low < reading->high) {
        detail = tr("min %1, max %2").arg(hoverText(reading->low), hoverText(reading->high));
    } else if (series.envelope && !small_ && reading->raw != reading->shown &&
               std::isfinite(reading->raw)) {
        detail = tr("logged %1").arg(hoverText(reading->raw));
    }
    return true;
}

void CurvePlot::refreshCrosshair() {
    CrosshairItem::State state;
    state.brush = brush_;
    state.x = brush_ ? brush_->high : crosshair_;
    if (state.x) {
        state.readout = readout();
        for (const SeriesPlottable* plottable : plottables_) {
            const auto reading = plottable->series().source->at(*state.x, columnWidth());
            if (reading && !plottable->series().dimmed && !brush_) {
                state.values.push_back(reading->shown);
            }
        }
        // A neighbour's crosshair shows its place here, its card there.
        state.card = !state.readout.rows.empty() && (hasFocus() || underMouse() || brush_);
    }
    cross_->setState(std::move(state));
    if (isVisible()) {
        cross_->layer()->replot();
    }
}

void CurvePlot::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return QWidget::mousePressEvent(event);
    }
    pressed_ = event->position();
    dragging_ = false;
    brushFrom_.reset();
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        brushFrom_ = plot_->xAxis->pixelToCoord(event->position().x() - plot_->x());
    } else if (brush_) {
        setBrush({});
    }
}

void CurvePlot::mouseMoveEvent(QMouseEvent* event) {
    const double x = plot_->xAxis->pixelToCoord(event->position().x() - plot_->x());
    if (!event->buttons().testFlag(Qt::LeftButton)) {
        const bool inside = plotRect().contains(event->position().toPoint());
        return takeCrosshair(inside ? std::optional(snappedTo(x)) : std::nullopt);
    }
    if (brushFrom_) {
        if (x != *brushFrom_) {
            setBrush(PlotRange{std::min(x, *brushFrom_), std::max(x, *brushFrom_)});
        }
        return;
    }
    const QPointF distance = event->position() - pressed_;
    if (dragging_ || std::hypot(distance.x(), distance.y()) > kDragDistance) {
        dragging_ = true;
        setCursor(Qt::ClosedHandCursor);
        panBy(distance);
        pressed_ = event->position();
    }
}

void CurvePlot::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        dragging_ = false;
        brushFrom_.reset();
        unsetCursor();
    }
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent*) {
    showAll();
}

void CurvePlot::wheelEvent(QWheelEvent* event) {
    const double factor = std::pow(kWheelStep, event->angleDelta().y() / kNotch);
    const QPointF at = event->position() - QPointF(plot_->pos());
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomValues(plot_->yAxis->pixelToCoord(at.y()), factor);
    } else {
        zoomAt(plot_->xAxis->pixelToCoord(at.x()), factor);
    }
    event->accept();
}

void CurvePlot::leaveEvent(QEvent*) {
    if (!hasFocus()) {
        takeCrosshair({});
    }
}

void CurvePlot::moveCrosshairBy(double share) {
    const PlotRange range = shown();
    const double from = crosshair_.value_or(range.low + range.length() / 2);
    const double to = std::clamp(from + share * range.length(), range.low, range.high);
    double place = snappedTo(to);
    // The nearest point may be the one left behind: then the next one in that direction.
    if (place == from && !plottables_.empty()) {
        place = snappedTo(from + (share > 0 ? 1 : -1) * std::max(1.0, std::abs(to - from)));
    }
    takeCrosshair(std::clamp(place, range.low, range.high));
}

bool CurvePlot::pressKey(int key) {
    const PlotRange range = shown();
    const double middle = crosshair_.value_or((range.low + range.high) / 2);
    switch (key) {
    case Qt::Key_Left: moveCrosshairBy(-kKeyMove); return true;
    case Qt::Key_Right: moveCrosshairBy(kKeyMove); return true;
    case Qt::Key_PageUp: showRange(moved(range, -kKeyPan, logarithmicX())); return true;
    case Qt::Key_PageDown: showRange(moved(range, kKeyPan, logarithmicX())); return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomAt(middle, kKeyZoom); return true;
    case Qt::Key_Minus: zoomAt(middle, 1 / kKeyZoom); return true;
    case Qt::Key_Home: showAll(); return true;
    default: return false;
    }
}

void CurvePlot::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && (brush_ || crosshair_)) {
        setBrush({});
        takeCrosshair({});
        return;
    }
    if (!pressKey(event->key())) {
        QWidget::keyPressEvent(event);
    }
}

bool CurvePlot::event(QEvent* event) {
    // Our keys are not to become somebody's shortcut while the chart has the focus.
    if (event->type() == QEvent::ShortcutOverride) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
        case Qt::Key_Minus:
        case Qt::Key_Home:
            if (static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier) {
                event->accept();
            }
            break;
        default: break;
        }
    }
    return QWidget::event(event);
}

} // namespace vitrine::widgets
