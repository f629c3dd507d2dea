#pragma once

#include "widgets/robustness/says/answercurve.h"

#include <QRectF>

#include <memory>

namespace vitrine::widgets {

class Figure;

/// Where the curves are within the room of a chart: beside numbers, above the axis.
[[nodiscard]] QRectF answerPlot(const QRectF& area, const AnswerScene& scene, const Look& look);

[[nodiscard]] std::unique_ptr<Figure> makeAnswerFigure(AnswerScene scene, const QString& caption);

} // namespace vitrine::widgets
