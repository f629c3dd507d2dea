#pragma once

#include "core/run/curves/columns.h"
#include "core/run/curves/history.h"
#include "widgets/foundation/plot/plotdata.h"

#include <memory>
#include <string>

namespace vitrine::widgets {

/// Which curve of a run is drawn, and how.
struct CurveChoice {
    std::string tag;
    run::CurveAxis axis = run::CurveAxis::Step;
    double beta = 0;     ///< of the exponential mean; 0: not smoothed
    int superseded = -1; ///< the number of an overtaken stretch; −1: the curve that holds
};

/// A curve of a run's history for the chart. The history may grow between repaints.
class CurveSource final : public PlotSource {
public:
    CurveSource(std::shared_ptr<const run::RunHistory> history, CurveChoice choice);

    [[nodiscard]] std::optional<PlotRange> reach() const override;
    [[nodiscard]] std::vector<PlotColumn> columns(PlotRange x, std::size_t count,
                                                  bool logarithmic) const override;
    [[nodiscard]] std::optional<PlotReading> at(double x, double width) const override;
    [[nodiscard]] std::optional<PlotFit> fit(PlotRange x) const override;

private:
    [[nodiscard]] const run::Curve* curve() const;
    [[nodiscard]] run::CurveScale scale() const;

    std::shared_ptr<const run::RunHistory> history_;
    CurveChoice choice_;
    mutable run::Smoothing smoothing_; ///< follows the curve at every use
};

/// The tag of the counter an axis is read off; empty for steps and times.
[[nodiscard]] std::string counterOf(run::CurveAxis axis);

/// Where a step lies on an axis of that run.
[[nodiscard]] double placeOf(const run::RunHistory& history, run::CurveAxis axis,
                             std::int64_t step, double wall);

} // namespace vitrine::widgets
