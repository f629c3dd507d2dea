#pragma once

#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/plot/plotdata.h"

#include <QSize>

#include <vector>

namespace vitrine::widgets {

/// A chart as a picture. Keeps the columns of its series, not the sources, so that a run that goes
/// on does not change it.
class PlotFigure final : public Figure {
  public:
    struct Content {
        QString title;
        QString caption;
        PlotRange x;
        PlotRange y;
        PlotAxis axis = PlotAxis::Count;
        bool logarithmicX = false;
        bool logarithmicY = false;
        std::vector<PlotSeries> series;
        std::vector<PlotMark> marks;
    };

    PlotFigure(Content content, const QSize& size);

    [[nodiscard]] QSize naturalSize() const override;
    [[nodiscard]] QSize leastSize() const override;
    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override;
    [[nodiscard]] QString caption() const override { return content_.caption; }
    [[nodiscard]] QString title() const override { return content_.title; }

  private:
    [[nodiscard]] double paintLegend(QPainter& painter, double width, const Look& look) const;

    Content content_;
    QSize size_;
};

} // namespace vitrine::widgets
