#include "widgets/foundation/plot/plotskin.h"

#include "widgets/foundation/plot/qcp.h"
#include "widgets/foundation/theme/look.h"

namespace vitrine::widgets {

namespace {

constexpr int kTickPadding = 8;
constexpr int kLeastLeft = 40; // so that charts one above the other mostly align
constexpr int kRight = 8;
constexpr int kTop = 6;

} // namespace

void preparePlot(QCustomPlot& plot, const QSharedPointer<Ticker>& key,
                 const QSharedPointer<Ticker>& value) {
    plot.setInteractions({});
    plot.setNoAntialiasingOnDrag(false);
    plot.setPlottingHint(QCP::phCacheLabels, true);
    plot.xAxis->setTicker(key);
    plot.yAxis->setTicker(value);
    plot.xAxis->grid()->setVisible(false);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickPen(Qt::NoPen);
        axis->setNumberFormat(QStringLiteral("g")); // else it sets 3e-4 as a power of ten
        axis->setTickLabelPadding(kTickPadding);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    plot.yAxis->setBasePen(Qt::NoPen);
    plot.axisRect()->setMinimumMargins(QMargins(kLeastLeft, kTop, kRight, 0));
    plot.plotLayout()->setMargins({});
}

void dressPlot(QCustomPlot& plot, const Look& look, bool isSmall) {
    plot.setBackground(QBrush(look.color(Token::S2)));
    const QPen line(look.color(Token::Line), 1);
    plot.xAxis->setBasePen(line);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickLabelFont(look.font(TextStyle::Caption));
        axis->setTickLabelColor(look.color(Token::T3));
        axis->grid()->setPen(line);
    }
    plot.xAxis->ticker()->setTickCount(isSmall ? 5 : 10);
    plot.yAxis->ticker()->setTickCount(isSmall ? 3 : 5);
}

} // namespace vitrine::widgets
