#include "widgets/foundation/plot/ticker.h"

#include "widgets/foundation/plot/ticks.h"

namespace vitrine::widgets {

double Ticker::getTickStep(const QCPRange& range) {
    step_ = tickStep(axis_, {range.lower, range.upper}, mTickCount);
    return step_;
}

int Ticker::getSubTickCount(double) {
    return 0;
}

QVector<double> Ticker::createTickVector(double, const QCPRange& range) {
    const std::vector<double> ticks =
        ticksOf(axis_, {range.lower, range.upper}, mTickCount, logarithmic_);
    return {ticks.begin(), ticks.end()};
}

QString Ticker::getTickLabel(double tick, const QLocale&, QChar, int) {
    return tickText(axis_, tick, logarithmic_ ? 0 : step_);
}

} // namespace vitrine::widgets
