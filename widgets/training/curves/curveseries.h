#pragma once

#include "core/run/curves/columns.h"
#include "widgets/foundation/plot/plotdata.h"
#include "widgets/training/state/runbook.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace vitrine::widgets {

/// The series of one chart: the run in front first, then the others drawn, then dimmed what was
/// overtaken by a resume.
[[nodiscard]] std::vector<PlotSeries> seriesOf(const RunBook& book, const std::string& tag,
                                               run::CurveAxis axis, double beta);

/// What is marked along the axis for a run.
[[nodiscard]] std::vector<PlotMark> marksOf(const RunRecord& record, run::CurveAxis axis);

/// The tags that the runs drawn have logged, losses first.
[[nodiscard]] QStringList tagsOf(const RunBook& book);

/// How many overtaken stretches the runs drawn have: when it changes, series come or go.
[[nodiscard]] std::size_t supersededOf(const RunBook& book);

[[nodiscard]] PlotAxis plotAxisOf(run::CurveAxis axis);

/// "step 5 240 · epoch 2.49".
[[nodiscard]] QString placeWords(const RunRecord& record, run::CurveAxis axis, double x);

} // namespace vitrine::widgets
