#include "widgets/attention/grid/gridlegendview.h"

#include "widgets/attention/state/statisticnames.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

namespace vitrine::widgets {

GridLegendView::GridLegendView(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Scale of the thumbnails"));
}

void GridLegendView::setLegend(const GridLegend& legend) {
    if (legend == legend_) {
        return;
    }
    legend_ = legend;
    setAccessibleDescription(tr("0 to %1. %2").arg(thumbnailRule(legend), badgeRule(legend)));
    setToolTip(legend.badge.empty() ? QString() : statisticName(legend.badge).tooltip);
    update();
}

QSize GridLegendView::sizeHint() const {
    return {240, lookOf(this).lineHeight(TextStyle::Caption) + metrics::kRowGap};
}

void GridLegendView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintGridLegend(painter, rect(), legend_, lookOf(this));
}

} // namespace vitrine::widgets
