#include "widgets/training/runs/linesample.h"

#include "widgets/foundation/plot/plotpen.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QPen>

namespace vitrine::widgets {

namespace {

constexpr double kCircle = 3.5;

} // namespace

QPen penOf(const RunInk& ink, const Look& look) {
    PlotSeries series;
    series.color = ink.color;
    series.dash = ink.dash;
    series.width = ink.width;
    return penOf(series, look);
}

void paintLineSample(QPainter& painter, const QRectF& area, const RunRecord& record,
                     const Look& look) {
    if (!record.shown) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look.color(Token::Outline), 1));
        painter.drawEllipse(area.center(), kCircle, kCircle);
        return;
    }
    painter.setPen(penOf(record.ink, look));
    painter.drawLine(QPointF(area.left(), area.center().y()),
                     QPointF(area.right(), area.center().y()));
}

} // namespace vitrine::widgets
