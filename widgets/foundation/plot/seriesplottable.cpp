#include "widgets/foundation/plot/seriesplottable.h"

#include "widgets/foundation/plot/plotpen.h"
#include "widgets/foundation/theme/look.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::widgets {

namespace {

constexpr double kAreaOpacity = 0.26;
constexpr double kGapHeight = 8;
constexpr double kGapWidth = 2;
constexpr double kStretch = 4; // pixels of the envelope taken together

} // namespace

SeriesPlottable::SeriesPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, PlotSeries series)
    : QCPAbstractPlottable(keyAxis, valueAxis), series_(std::move(series)) {
    setName(series_.name);
    setAntialiased(true);
}

void SeriesPlottable::setLook(const Look& look) {
    setPen(penOf(series_, look));
    area_ = look.color(Token::T3);
    area_.setAlphaF(static_cast<float>(kAreaOpacity));
    gap_ = look.color(Token::DangerMark);
}

std::vector<PlotColumn> SeriesPlottable::columnsIn(PlotRange x) const {
    const bool logarithmic = mKeyAxis->scaleType() == QCPAxis::stLogarithmic;
    if (logarithmic && !(x.low > 0)) {
        return {};
    }
    const auto pixels = static_cast<std::size_t>(std::max(mKeyAxis->axisRect()->width(), 1));
    return series_.source->columns(x, pixels, logarithmic);
}

std::optional<PlotRange> SeriesPlottable::valuesIn(PlotRange x, bool positive) const {
    std::optional<PlotRange> values;
    const auto widen = [&](double low, double high) {
        values = values ? PlotRange{std::min(values->low, low), std::max(values->high, high)}
                        : PlotRange{low, high};
    };
    for (const PlotColumn& column : columnsIn(x)) {
        if (column.points == column.gaps || column.x < x.low || column.x > x.high) {
            continue;
        }
        const double line = std::isfinite(column.line) ? column.line : column.high;
        const double low = series_.envelope ? column.low : line;
        const double high = series_.envelope ? column.high : line;
        if (!positive) {
            widen(std::min(low, line), std::max(high, line));
        } else if (high > 0) {
            widen(low > 0 ? low : high, high);
        }
    }
    return values;
}

double SeriesPlottable::selectTest(const QPointF&, bool, QVariant*) const {
    return -1; // nothing is selected by clicks: the crosshair reads all series
}

QCPRange SeriesPlottable::getKeyRange(bool& found, QCP::SignDomain) const {
    const std::optional<PlotRange> reach = series_.source->reach();
    found = reach.has_value();
    return reach ? QCPRange(reach->low, reach->high) : QCPRange();
}

QCPRange SeriesPlottable::getValueRange(bool& found, QCP::SignDomain domain,
                                        const QCPRange& keys) const {
    const std::optional<PlotRange> values =
        valuesIn({keys.lower, keys.upper}, domain == QCP::sdPositive);
    found = values.has_value();
    return values ? QCPRange(values->low, values->high) : QCPRange();
}

QPointF SeriesPlottable::pixel(double x, double y) const {
    // No place on a logarithmic axis: the line goes out at the bottom.
    const bool below = mValueAxis->scaleType() == QCPAxis::stLogarithmic && !(y > 0);
    const double place = below ? mValueAxis->axisRect()->bottom() + 2 * mPen.widthF()
                               : mValueAxis->coordToPixel(y);
    return {mKeyAxis->coordToPixel(x), place};
}

void SeriesPlottable::draw(QCPPainter* painter) {
    const QCPRange shown = mKeyAxis->range();
    const std::vector<PlotColumn> columns = columnsIn({shown.lower, shown.upper});
    if (series_.envelope && !series_.dimmed) {
        drawEnvelope(*painter, columns);
    }
    drawLine(*painter, columns);
    drawGaps(*painter, columns);
}

// In stretches of a few pixels, so that the spread of single points is seen, too, when the line on
// it is smoothed. The outline shows stretches that hold one point.
void SeriesPlottable::drawEnvelope(QPainter& painter,
                                   const std::vector<PlotColumn>& columns) const {
    painter.setPen(QPen(area_, 1));
    painter.setBrush(area_);
    QPolygonF upper;
    QPolygonF lower;
    const auto fill = [&] {
        std::ranges::reverse(lower);
        painter.drawPolygon(upper + lower);
        upper.clear();
        lower.clear();
    };
    double stretch = std::numeric_limits<double>::quiet_NaN();
    for (const PlotColumn& column : columns) {
        if (column.points == column.gaps) {
            fill();
            stretch = std::numeric_limits<double>::quiet_NaN();
            continue;
        }
        const QPointF high = pixel(column.x, column.high);
        const QPointF low = pixel(column.x, column.low);
        if (std::floor(high.x() / kStretch) != stretch) {
            stretch = std::floor(high.x() / kStretch);
            upper.append(high);
            lower.append(low);
        } else {
            upper.back().setY(std::min(upper.back().y(), high.y()));
            lower.back().setY(std::max(lower.back().y(), low.y()));
        }
    }
    fill();
}

void SeriesPlottable::drawLine(QPainter& painter, const std::vector<PlotColumn>& columns) const {
    painter.setPen(mPen);
    painter.setBrush(Qt::NoBrush);
    QPolygonF line;
    const auto stroke = [&] {
        if (line.size() > 1) {
            painter.drawPolyline(line);
        } else if (line.size() == 1) {
            // A point between two gaps, or the first one of all, is seen as well.
            painter.setPen(QPen(mPen.color(), 2 * mPen.widthF(), Qt::SolidLine, Qt::RoundCap));
            painter.drawPoint(line.front());
            painter.setPen(mPen);
        }
        line.clear();
    };
    for (const PlotColumn& column : columns) {
        if (std::isfinite(column.line)) {
            line.append(pixel(column.x, column.line));
        } else {
            stroke();
        }
    }
    stroke();
}

void SeriesPlottable::drawGaps(QCPPainter& painter,
                               const std::vector<PlotColumn>& columns) const {
    painter.setAntialiasing(false); // it would also shift them by half a pixel
    const double bottom = mValueAxis->axisRect()->bottom();
    for (const PlotColumn& column : columns) {
        if (column.gaps > 0) {
            const double x = mKeyAxis->coordToPixel(column.x);
            const double left = std::round(x - kGapWidth / 2);
            painter.fillRect(QRectF(left, bottom - kGapHeight, kGapWidth, kGapHeight), gap_);
        }
    }
}

void SeriesPlottable::drawLegendIcon(QCPPainter* painter, const QRectF& area) const {
    painter->setPen(mPen);
    painter->drawLine(QLineF(area.left(), area.center().y(), area.right(), area.center().y()));
}

} // namespace vitrine::widgets
