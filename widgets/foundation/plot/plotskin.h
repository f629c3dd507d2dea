#pragma once

#include "widgets/foundation/plot/ticker.h"

#include <QSharedPointer>

class QCustomPlot;

namespace vitrine::widgets {

class Look;

/// Once: two axes, our ticks, nothing that QCustomPlot does by itself.
void preparePlot(QCustomPlot& plot, const QSharedPointer<Ticker>& key,
                 const QSharedPointer<Ticker>& value);

/// Colours, fonts and tick counts of the look; again after each change of it.
void dressPlot(QCustomPlot& plot, const Look& look, bool isSmall);

} // namespace vitrine::widgets
