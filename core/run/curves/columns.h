#pragma once

#include "core/run/curves/curve.h"
#include "core/run/curves/smoothing.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace vitrine::run {

/// What a curve is drawn over.
enum class CurveAxis { Step, Tokens, Samples, Epoch, Wall, Elapsed };

/// Turns the place of a point into x. Wall is seconds since 1970, Elapsed seconds since `origin`.
/// Tokens, Samples and Epoch are read off `counter`, the curve of `data/<that>`: linearly between
/// its points, along its first and last stretch outside. The counter outlives the axis.
class CurveScale {
public:
    /// Throws std::invalid_argument where the axis needs a counter and none is given.
    explicit CurveScale(CurveAxis axis = CurveAxis::Step, double origin = 0,
                        const Curve* counter = nullptr);

    [[nodiscard]] CurveAxis axis() const { return axis_; }
    [[nodiscard]] double xOf(const Curve& curve, std::size_t index) const;
    [[nodiscard]] double xOf(std::int64_t step, double wall) const;

    /// The first index whose x is at least `x`, or size().
    [[nodiscard]] std::size_t firstFrom(const Curve& curve, double x) const;

private:
    CurveAxis axis_;
    double origin_;
    const Curve* counter_;
};

/// What one column of pixels shows of a curve.
struct CurveColumn {
    double x = 0;
    double low = 0;  ///< least and greatest finite value in the column
    double high = 0;
    double line = 0; ///< mean of the column, or the exponential mean at its end; NaN: no finite one
    std::uint32_t points = 0;
    std::uint32_t gaps = 0; ///< NaN and infinite ones among them

    bool operator==(const CurveColumn&) const = default;
};

/// A stretch of x cut into columns of equal width, in log₁₀ x if asked.
struct CurveView {
    double from = 0;
    double to = 1; ///< > from; both > 0 where logarithmic, else std::invalid_argument
    std::size_t columns = 1;
    bool logarithmic = false;
};

/// The columns of a view that hold points, from left to right, and beyond either edge the one point
/// next to it, so that the line enters and leaves. Reads at most 4 buckets a column and a few more.
/// `smoothing`, if given, must have followed the curve.
[[nodiscard]] std::vector<CurveColumn> columnsOf(const Curve& curve, const CurveScale& scale,
                                                 const CurveView& view,
                                                 const Smoothing* smoothing = nullptr);

/// Mean of the finite points of a stretch, and the slope of the least-squares line through them. In
/// time that depends on the points.
struct CurveFit {
    double mean = 0;
    double slope = 0; ///< a unit of x
    std::size_t points = 0;
};

[[nodiscard]] CurveFit fitOver(const Curve& curve, const CurveScale& scale, double from, double to);

/// The point nearest to x, or nothing where the curve is empty.
[[nodiscard]] std::optional<std::size_t> nearestTo(const Curve& curve, const CurveScale& scale,
                                                   double x);

} // namespace vitrine::run
