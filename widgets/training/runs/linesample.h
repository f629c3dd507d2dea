#pragma once

#include "widgets/training/state/runrecord.h"

class QPainter;
class QPen;
class QRectF;

namespace vitrine::widgets {

class Look;

/// The pen of a run's curves.
[[nodiscard]] QPen penOf(const RunInk& ink, const Look& look);

/// The line of a run beside its name; a hollow circle where it is not drawn.
void paintLineSample(QPainter& painter, const QRectF& area, const RunRecord& record,
                     const Look& look);

} // namespace vitrine::widgets
