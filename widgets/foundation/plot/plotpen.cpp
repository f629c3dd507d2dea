#include "widgets/foundation/plot/plotpen.h"

#include "widgets/foundation/theme/look.h"

#include <QPen>

namespace vitrine::widgets {

namespace {

constexpr double kDimmedOpacity = 0.35;

Qt::PenStyle styleOf(PlotDash dash) {
    switch (dash) {
    case PlotDash::Dotted: return Qt::DotLine;
    case PlotDash::Dashed: return Qt::DashLine;
    case PlotDash::DashDot: return Qt::DashDotLine;
    case PlotDash::Solid: break;
    }
    return Qt::SolidLine;
}

} // namespace

QPen penOf(const PlotSeries& series, const Look& look) {
    QColor color = look.color(series.color);
    if (series.dimmed) {
        color.setAlphaF(static_cast<float>(kDimmedOpacity));
    }
    return QPen(color, series.width, styleOf(series.dash), Qt::FlatCap, Qt::BevelJoin);
}

} // namespace vitrine::widgets
