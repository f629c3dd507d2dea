#pragma once

#include "widgets/foundation/plot/plotdata.h"

class QPen;

namespace vitrine::widgets {

class Look;

/// The pen of a series in its colour: for charts, legends and tables alike.
[[nodiscard]] QPen penOf(const PlotSeries& series, const Look& look);

} // namespace vitrine::widgets
