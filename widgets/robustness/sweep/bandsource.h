#pragma once

#include "widgets/foundation/plot/plotdata.h"

#include <vector>

namespace vitrine::widgets {

/// A point of a sweep's curve.
struct BandPoint {
    double x = 0;
    double value = 0;
    double low = 0;
    double high = 0;
};

/// A curve of few points with a band, straight from one to the next. A plain value to the chart.
class BandSource final : public PlotSource {
public:
    explicit BandSource(std::vector<BandPoint> points)
        : points_(std::move(points)) {}

    [[nodiscard]] std::optional<PlotRange> reach() const override;
    [[nodiscard]] std::vector<PlotColumn> columns(PlotRange x, std::size_t count,
                                                  bool logarithmic) const override;
    [[nodiscard]] std::optional<PlotReading> at(double x, double width) const override;
    [[nodiscard]] std::optional<PlotFit> fit(PlotRange x) const override;

private:
    std::vector<BandPoint> points_; ///< rising in x
};

} // namespace vitrine::widgets
