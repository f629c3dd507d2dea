#include "widgets/training/curves/curvesource.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::widgets {

using run::Curve;
using run::CurveAxis;
using run::CurveScale;

namespace {

// A run that logs no tokens cannot be drawn over them: steps are what every run has.
CurveScale scaleFor(const run::RunHistory& history, CurveAxis axis) {
    const std::string tag = counterOf(axis);
    if (tag.empty()) {
        return CurveScale(axis, history.firstWall());
    }
    const run::CurveSeries* counter = history.find(tag);
    return counter != nullptr && !counter->live.empty() ? CurveScale(axis, 0, &counter->live)
                                                        : CurveScale();
}

} // namespace

std::string counterOf(CurveAxis axis) {
    switch (axis) {
    case CurveAxis::Tokens: return "data/tokens";
    case CurveAxis::Samples: return "data/samples";
    case CurveAxis::Epoch: return "data/epoch";
    case CurveAxis::Step:
    case CurveAxis::Wall:
    case CurveAxis::Elapsed: break;
    }
    return {};
}

double placeOf(const run::RunHistory& history, CurveAxis axis, std::int64_t step, double wall) {
    return scaleFor(history, axis).xOf(step, wall);
}

CurveSource::CurveSource(std::shared_ptr<const run::RunHistory> history, CurveChoice choice)
    : history_(std::move(history))
    , choice_(std::move(choice))
    , smoothing_(choice_.beta) {}

const Curve* CurveSource::curve() const {
    const run::CurveSeries* series = history_->find(choice_.tag);
    if (series == nullptr) {
        return nullptr;
    }
    const Curve* found = &series->live;
    if (choice_.superseded >= 0) {
        const auto number = static_cast<std::size_t>(choice_.superseded);
        found = number < series->superseded.size() ? &series->superseded[number] : nullptr;
    }
    return found != nullptr && !found->empty() ? found : nullptr;
}

CurveScale CurveSource::scale() const {
    return scaleFor(*history_, choice_.axis);
}

std::optional<PlotRange> CurveSource::reach() const {
    const Curve* points = curve();
    if (points == nullptr) {
        return {};
    }
    const CurveScale axis = scale();
    return PlotRange{axis.xOf(*points, 0), axis.xOf(*points, points->size() - 1)};
}

std::vector<PlotColumn> CurveSource::columns(PlotRange x, std::size_t count,
                                             bool logarithmic) const {
    std::vector<PlotColumn> columns;
    const Curve* points = curve();
    if (points == nullptr) {
        return columns;
    }
    const bool smooth = choice_.beta > 0;
    if (smooth) {
        smoothing_.follow(*points);
    }
    const run::CurveView view{
        .from = x.low, .to = x.high, .columns = count, .logarithmic = logarithmic};
    const auto found = run::columnsOf(*points, scale(), view, smooth ? &smoothing_ : nullptr);
    columns.reserve(found.size());
    for (const run::CurveColumn& column : found) {
        columns.push_back({.x = column.x,
                           .low = column.low,
                           .high = column.high,
                           .line = column.line,
                           .points = column.points,
                           .gaps = column.gaps});
    }
    return columns;
}

std::optional<PlotReading> CurveSource::at(double x, double width) const {
    const Curve* points = curve();
    if (points == nullptr) {
        return {};
    }
    const CurveScale axis = scale();
    const std::optional<std::size_t> index = run::nearestTo(*points, axis, x);
    if (!index) {
        return {};
    }
    const auto raw = static_cast<double>(points->valueAt(*index));
    PlotReading reading{.x = axis.xOf(*points, *index), .shown = raw, .raw = raw};
    if (choice_.beta > 0 && std::isfinite(raw)) {
        smoothing_.follow(*points);
        const std::size_t places[]{*index};
        reading.shown = smoothing_.at(*points, places).front();
    }
    const std::size_t begin = axis.firstFrom(*points, reading.x - width / 2);
    const std::size_t end =
        std::max(axis.firstFrom(*points, reading.x + width / 2), *index + 1);
    const run::CurveBucket around = points->over(std::min(begin, *index), end);
    reading.low = around.count > 0 ? static_cast<double>(around.low) : raw;
    reading.high = around.count > 0 ? static_cast<double>(around.high) : raw;
    return reading;
}

std::optional<PlotFit> CurveSource::fit(PlotRange x) const {
    const Curve* points = curve();
    if (points == nullptr) {
        return {};
    }
    const run::CurveFit fit = run::fitOver(*points, scale(), x.low, x.high);
    return PlotFit{.mean = fit.mean, .slope = fit.slope, .points = fit.points};
}

} // namespace vitrine::widgets
