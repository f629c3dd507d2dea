#pragma once

// The one place that includes QCustomPlot. Its header is written with Qt's keywords, which our
// targets switch off, so it is lent them while it is read.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach(item, range) for (item : range)
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
