#pragma once

#include "widgets/foundation/plot/plotdata.h"
#include "widgets/foundation/plot/qcp.h"

#include <vector>

namespace vitrine::widgets {

class Look;

/// Draws one series: the area between least and greatest value, the line on it, red marks on the
/// axis where points are no finite numbers. Reads its source once a repaint.
class SeriesPlottable final : public QCPAbstractPlottable {
  public:
    SeriesPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, PlotSeries series);

    [[nodiscard]] const PlotSeries& series() const { return series_; }

    void setLook(const Look& look);

    /// The least and greatest value in a stretch, only positive ones where `positive`; nothing
    /// where there is none.
    [[nodiscard]] std::optional<PlotRange> valuesIn(PlotRange x, bool positive) const;

    double selectTest(const QPointF& position, bool onlySelectable,
                      QVariant* details) const override;
    QCPRange getKeyRange(bool& found, QCP::SignDomain domain) const override;
    QCPRange getValueRange(bool& found, QCP::SignDomain domain,
                           const QCPRange& keys) const override;

  protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& area) const override;

  private:
    [[nodiscard]] std::vector<PlotColumn> columnsIn(PlotRange x) const;
    void drawEnvelope(QPainter& painter, const std::vector<PlotColumn>& columns) const;
    void drawLine(QPainter& painter, const std::vector<PlotColumn>& columns) const;
    void drawGaps(QCPPainter& painter, const std::vector<PlotColumn>& columns) const;
    [[nodiscard]] QPointF pixel(double x, double y) const;

    PlotSeries series_;
    QColor color_;
    QColor area_;
    QColor gap_;
};

} // namespace vitrine::widgets
