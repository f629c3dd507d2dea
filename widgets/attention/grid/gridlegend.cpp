#include "widgets/attention/grid/gridlegend.h"

#include "widgets/attention/state/statisticnames.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kBar = 104;
constexpr double kGap = 8;
constexpr double kSample = 20; // the badge's sample line
constexpr double kFilled = 0.7;

QString words(const char* text) {
    return QCoreApplication::translate("AttentionGrid", text);
}

void paintRamp(QPainter& painter, const QRectF& bar, const Look& look) {
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    constexpr int kStops = 32;
    for (int stop = 0; stop <= kStops; ++stop) {
        const double place = static_cast<double>(stop) / kStops;
        gradient.setColorAt(place, QColor::fromRgb(look.unsignedRamp().at(place)));
    }
    painter.setPen(QPen(look.color(Token::Line), 1));
    painter.setBrush(gradient);
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
}

QString responseSign(Response response) {
    switch (response) {
    case Response::SquareRoot: return words("√");
    case Response::Linear: return words("linear");
    case Response::Log: return words("log");
    }
    return {};
}

} // namespace

QString thumbnailRule(const GridLegend& legend) {
    const QString sign = responseSign(legend.response);
    switch (legend.range) {
    case RangePolicy::Absolute: return words("1, %1").arg(sign);
    case RangePolicy::PerHead: return words("head maximum, %1").arg(sign);
    default: return words("layer maximum, %1").arg(sign);
    }
}

QString badgeRule(const GridLegend& legend) {
    if (legend.badge.empty()) {
        return {};
    }
    const StatisticName name = statisticName(legend.badge);
    if (!name.badge) {
        return legend.brief ? words("no common scale")
                            : words("%1: no common scale").arg(name.label);
    }
    return legend.brief ? name.label : words("%1, 0–1").arg(name.label);
}

void paintGridLegend(QPainter& painter, const QRectF& area, const GridLegend& legend,
                     const Look& look) {
    painter.save();
    const auto left = Qt::AlignLeft | Qt::AlignVCenter;
    double x = area.left();
    x += paintWords(painter, area, left, QStringLiteral("0"), TextStyle::Caption, Token::T2, look);
    const double length = legend.brief ? look.scaled(int(kBar * 0.7)) : look.scaled(int(kBar));
    const double height = metrics::kFlatColourBar;
    const QRectF bar(x + kGap, area.center().y() - height / 2, length, height);
    paintRamp(painter, bar, look);
    x = bar.right() + kGap;
    x += paintWords(painter, QRectF(x, area.top(), area.right() - x, area.height()), left,
                    thumbnailRule(legend), TextStyle::Caption, Token::T2, look);
    const QString badge = badgeRule(legend);
    const double width = wordsWidth(badge, TextStyle::Caption, look);
    // In the narrowest pane the tool bar alone names the badge.
    if (!badge.isEmpty() && x + 3 * kGap + kSample + width <= area.right()) {
        paintWords(painter, area, Qt::AlignRight | Qt::AlignVCenter, badge, TextStyle::Caption,
                   Token::T2, look);
        if (statisticName(legend.badge).badge) {
            const QRectF track(area.right() - width - kGap - kSample, area.center().y() - 1, kSample,
                               metrics::kBadgeHeight);
            painter.fillRect(track, look.color(Token::Sunk));
            painter.fillRect(QRectF(track.topLeft(), QSizeF(kSample * kFilled, track.height())),
                             look.color(Token::T2));
        }
    }
    painter.restore();
}

} // namespace vitrine::widgets
