#pragma once

#include "widgets/foundation/plot/plotdata.h"

#include <QString>

#include <vector>

namespace vitrine::widgets {

/// The distance of ticks that gives about `count` of them: 1, 2 or 5 times a power of ten; for
/// times a whole number of seconds, minutes, hours or days; at least 1 for counts.
[[nodiscard]] double tickStep(PlotAxis axis, PlotRange range, int count);

/// Where ticks go. Logarithmic: 1, 2 and 5 times powers of ten as far as `count` allows, and evenly
/// where a range is too narrow for them.
[[nodiscard]] std::vector<double> ticksOf(PlotAxis axis, PlotRange range, int count,
                                          bool logarithmic);

/// The words at a tick: "1 k", "0.25", "3e-4", "1:05:00", "14:20". `step`: the distance of ticks,
/// which says how many digits tell them apart; 0 on a logarithmic axis.
[[nodiscard]] QString tickText(PlotAxis axis, double value, double step);

/// A range a little wider than the values, from 0 where they begin near it, so that a curve does
/// not touch its frame. Logarithmic: positive, at least a third of a decade.
[[nodiscard]] PlotRange roomFor(PlotRange values, bool logarithmic);

} // namespace vitrine::widgets
