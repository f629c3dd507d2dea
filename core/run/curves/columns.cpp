#include "core/run/curves/columns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace vitrine::run {

namespace {

constexpr std::size_t kStrips = 16;

// Where a step lies on another count, straight between the two points of the counter around it.
double countAt(const Curve& counter, std::int64_t step) {
    const std::size_t size = counter.size();
    if (size == 0) {
        return 0;
    }
    if (size == 1) {
        return static_cast<double>(counter.valueAt(0));
    }
    const std::size_t right = std::clamp<std::size_t>(counter.firstFrom(step), 1, size - 1);
    const std::size_t left = right - 1;
    const auto from = static_cast<double>(counter.stepAt(left));
    const auto to = static_cast<double>(counter.stepAt(right));
    const auto low = static_cast<double>(counter.valueAt(left));
    const auto high = static_cast<double>(counter.valueAt(right));
    return to > from ? low + (high - low) * ((static_cast<double>(step) - from) / (to - from))
                     : high;
}

double placeOf(const CurveView& view, double x) {
    if (!view.logarithmic) {
        return (x - view.from) / (view.to - view.from);
    }
    return x > 0 ? std::log(x / view.from) / std::log(view.to / view.from)
                 : -std::numeric_limits<double>::infinity();
}

// Gathers neighbouring buckets that fall into the same column.
class Gatherer {
public:
    Gatherer(const Curve& curve, const CurveScale& scale, const CurveView& view)
        : curve_(curve)
        , scale_(scale)
        , view_(view) {}

    void take(std::size_t begin, std::size_t end, const CurveBucket& bucket) {
        const double first = scale_.xOf(curve_, begin);
        const double place = placeOf(view_, first) * static_cast<double>(view_.columns);
        // Beyond the edges every point stands for itself, in a column of its own.
        const double column =
            std::clamp(std::floor(place), -1.0, static_cast<double>(view_.columns));
        if (!open_ || column != column_) {
            close();
            column_ = column;
            first_ = first;
            sum_ = bucket;
            open_ = true;
        } else {
            sum_ = joined(sum_, bucket);
        }
        last_ = end - 1;
    }

    void close() {
        if (!open_) {
            return;
        }
        CurveColumn column{.x = (first_ + scale_.xOf(curve_, last_)) / 2,
                           .low = sum_.low,
                           .high = sum_.high,
                           .line = sum_.count > 0 ? sum_.mean
                                                  : std::numeric_limits<double>::quiet_NaN(),
                           .points = sum_.count + sum_.gaps,
                           .gaps = sum_.gaps};
        columns.push_back(column);
        ends.push_back(last_);
        open_ = false;
    }

    std::vector<CurveColumn> columns;
    std::vector<std::size_t> ends; ///< the last point of each

private:
    const Curve& curve_;
    const CurveScale& scale_;
    const CurveView& view_;
    CurveBucket sum_;
    double column_ = 0;
    double first_ = 0;
    std::size_t last_ = 0;
    bool open_ = false;
};

void check(const CurveView& view) {
    if (!(view.to > view.from) || view.columns == 0 || (view.logarithmic && !(view.from > 0))) {
        throw std::invalid_argument("columnsOf: a view from " + std::to_string(view.from) + " to " +
                                    std::to_string(view.to) + " in " +
                                    std::to_string(view.columns) + " columns");
    }
}

// A logarithm, or a pause in the wall time, crowds most points into few columns. So the view is
// read in strips, each at the level that its own points ask for.
template <class Take>
void coverInside(const Curve& curve, const CurveScale& scale, const CurveView& view,
                 std::size_t inside, std::size_t past, const Take& take) {
    const std::size_t strips = std::min(kStrips, view.columns);
    std::size_t from = inside;
    for (std::size_t strip = 1; strip <= strips; ++strip) {
        const double share = static_cast<double>(strip) / static_cast<double>(strips);
        const double edge = view.logarithmic ? view.from * std::pow(view.to / view.from, share)
                                             : view.from + (view.to - view.from) * share;
        const std::size_t to =
            strip == strips ? past : std::clamp(scale.firstFrom(curve, edge), from, past);
        curve.cover(from, to, Curve::levelFor(to - from, view.columns / strips), take);
        from = to;
    }
}

} // namespace

CurveScale::CurveScale(CurveAxis axis, double origin, const Curve* counter)
    : axis_(axis)
    , origin_(origin)
    , counter_(counter) {
    const bool counted = axis == CurveAxis::Tokens || axis == CurveAxis::Samples ||
                         axis == CurveAxis::Epoch;
    if (counted && counter == nullptr) {
        throw std::invalid_argument("CurveScale: no counter for the axis");
    }
}

double CurveScale::xOf(std::int64_t step, double wall) const {
    switch (axis_) {
    case CurveAxis::Step: break;
    case CurveAxis::Wall: return wall;
    case CurveAxis::Elapsed: return wall - origin_;
    case CurveAxis::Tokens:
    case CurveAxis::Samples:
    case CurveAxis::Epoch: return countAt(*counter_, step);
    }
    return static_cast<double>(step);
}

double CurveScale::xOf(const Curve& curve, std::size_t index) const {
    return xOf(curve.stepAt(index), curve.wallAt(index));
}

std::size_t CurveScale::firstFrom(const Curve& curve, double x) const {
    std::size_t low = 0;
    std::size_t high = curve.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (xOf(curve, middle) < x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

std::vector<CurveColumn> columnsOf(const Curve& curve, const CurveScale& scale,
                                   const CurveView& view, const Smoothing* smoothing) {
    check(view);
    const std::size_t inside = scale.firstFrom(curve, view.from);
    std::size_t past = scale.firstFrom(curve, view.to);
    while (past < curve.size() && scale.xOf(curve, past) <= view.to) {
        ++past; // points exactly on the right edge
    }
    const std::size_t begin = inside > 0 ? inside - 1 : 0;
    const std::size_t end = std::min(past + 1, curve.size());
    Gatherer gatherer(curve, scale, view);
    const auto take = [&gatherer](std::size_t from, std::size_t to, const CurveBucket& bucket) {
        gatherer.take(from, to, bucket);
    };
    curve.cover(begin, inside, 0, take);
    coverInside(curve, scale, view, inside, past, take);
    curve.cover(past, end, 0, take);
    gatherer.close();
    if (smoothing != nullptr) {
        const std::vector<double> line = smoothing->at(curve, gatherer.ends);
        for (std::size_t i = 0; i < line.size(); ++i) {
            CurveColumn& column = gatherer.columns[i];
            // A gap stays one: the mean that skips it must not bridge it.
            column.line = column.gaps == column.points ? column.line : line[i];
        }
    }
    return std::move(gatherer.columns);
}

// One pass, by the updates of Welford, so that large x lose nothing.
CurveFit fitOver(const Curve& curve, const CurveScale& scale, double from, double to) {
    CurveFit fit;
    double meanX = 0;
    double spread = 0;
    double common = 0;
    for (std::size_t i = scale.firstFrom(curve, from); i < curve.size(); ++i) {
        const double x = scale.xOf(curve, i);
        const auto y = static_cast<double>(curve.valueAt(i));
        if (!(x <= to)) {
            break;
        }
        if (!std::isfinite(y)) {
            continue;
        }
        ++fit.points;
        const double share = 1 / static_cast<double>(fit.points);
        const double beforeX = x - meanX;
        meanX += beforeX * share;
        fit.mean += (y - fit.mean) * share;
        spread += beforeX * (x - meanX);
        common += beforeX * (y - fit.mean);
    }
    fit.slope = spread > 0 ? common / spread : 0;
    return fit;
}

std::optional<std::size_t> nearestTo(const Curve& curve, const CurveScale& scale, double x) {
    if (curve.empty()) {
        return std::nullopt;
    }
    const std::size_t right = scale.firstFrom(curve, x);
    if (right == curve.size()) {
        return right - 1;
    }
    if (right == 0) {
        return 0;
    }
    return scale.xOf(curve, right) - x < x - scale.xOf(curve, right - 1) ? right : right - 1;
}

} // namespace vitrine::run
