#include "widgets/robustness/sweep/bandsource.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

std::optional<PlotRange> BandSource::reach() const {
    return points_.empty() ? std::nullopt
                           : std::optional(PlotRange{points_.front().x, points_.back().x});
}

// Few points: all of them, and the line enters and leaves by itself.
std::vector<PlotColumn> BandSource::columns(PlotRange /*x*/, std::size_t /*count*/,
                                            bool /*logarithmic*/) const {
    std::vector<PlotColumn> columns;
    for (const BandPoint& point : points_) {
        columns.push_back({.x = point.x,
                           .low = point.low,
                           .high = point.high,
                           .line = point.value,
                           .points = 1,
                           .gaps = 0});
    }
    return columns;
}

std::optional<PlotReading> BandSource::at(double x, double /*width*/) const {
    const auto nearest = std::ranges::min_element(
        points_, {}, [x](const BandPoint& point) { return std::abs(point.x - x); });
    if (nearest == points_.end()) {
        return std::nullopt;
    }
    return PlotReading{.x = nearest->x,
                       .shown = nearest->value,
                       .raw = nearest->value,
                       .low = nearest->low,
                       .high = nearest->high};
}

std::optional<PlotFit> BandSource::fit(PlotRange x) const {
    PlotFit fit;
    double meanX = 0;
    double squares = 0;
    double products = 0;
    const auto inside = [&](const BandPoint& point) {
        return point.x >= x.low && point.x <= x.high;
    };
    for (const BandPoint& point : points_) {
        if (inside(point)) {
            ++fit.points;
            fit.mean += point.value;
            meanX += point.x;
        }
    }
    if (fit.points == 0) {
        return std::nullopt;
    }
    fit.mean /= static_cast<double>(fit.points);
    meanX /= static_cast<double>(fit.points);
    for (const BandPoint& point : points_) {
        if (inside(point)) {
            squares += (point.x - meanX) * (point.x - meanX);
            products += (point.x - meanX) * (point.value - fit.mean);
        }
    }
    fit.slope = squares > 0 ? products / squares : 0;
    return fit;
}

} // namespace vitrine::widgets
