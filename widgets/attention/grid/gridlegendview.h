#pragma once

#include "widgets/attention/grid/gridlegend.h"

#include <QWidget>

namespace vitrine::widgets {

/// The legend under the head grid as a widget.
class GridLegendView final : public QWidget {
    Q_OBJECT

public:
    explicit GridLegendView(QWidget* parent = nullptr);

    void setLegend(const GridLegend& legend);
    [[nodiscard]] const GridLegend& legend() const { return legend_; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    GridLegend legend_;
};

} // namespace vitrine::widgets
