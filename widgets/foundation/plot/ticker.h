#pragma once

#include "widgets/foundation/plot/plotdata.h"
#include "widgets/foundation/plot/qcp.h"

namespace vitrine::widgets {

/// QCustomPlot's ticks, placed and worded by ticks.h.
class Ticker final : public QCPAxisTicker {
  public:
    void setAxis(PlotAxis axis) { axis_ = axis; }

    void setLogarithmic(bool logarithmic) { logarithmic_ = logarithmic; }

  protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double step) override;
    QVector<double> createTickVector(double step, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int precision) override;

  private:
    PlotAxis axis_ = PlotAxis::Number;
    bool logarithmic_ = false;
    double step_ = 0;
};

} // namespace vitrine::widgets
