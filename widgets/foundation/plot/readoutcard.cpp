#include "widgets/foundation/plot/readoutcard.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/plot/plotpen.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kPadding = 8;
constexpr double kSample = 20; // of the line
constexpr double kGap = 8;
constexpr double kAway = 14; // from the crosshair

double nameWidth(const Readout::Row& row, const Look& look) {
    return wordsWidth(row.name, TextStyle::Small, look);
}

} // namespace

QString Readout::spoken() const {
    QStringList parts{place};
    for (const Row& row : rows) {
        const QString detail = row.detail.isEmpty() ? QString() : QString(u", " + row.detail);
        parts.append(row.name + u' ' + row.value + detail);
    }
    return parts.join(QStringLiteral("; "));
}

QSizeF readoutSize(const Readout& readout, const Look& look) {
    double width = wordsWidth(readout.place, TextStyle::SmallHead, look);
    int lines = 1;
    for (const Readout::Row& row : readout.rows) {
        width = std::max(width, kSample + kGap + nameWidth(row, look) + 2 * kGap +
                                    wordsWidth(row.value, TextStyle::SmallHead, look));
        width = std::max(width,
                         kSample + kGap + wordsWidth(row.detail, TextStyle::Small, look));
        lines += row.detail.isEmpty() ? 1 : 2;
    }
    return {width + 2 * kPadding, lines * look.lineHeight(TextStyle::Small) + 2 * kPadding};
}

QRectF readoutPlace(const QSizeF& size, const QPointF& point, const QRectF& area) {
    double x = point.x() + kAway;
    if (x + size.width() > area.right()) {
        x = point.x() - kAway - size.width();
    }
    const double y = std::clamp(point.y() - size.height() - kAway, area.top(),
                                std::max(area.top(), area.bottom() - size.height()));
    return {QPointF(std::max(x, area.left()), y), size};
}

void paintReadout(QPainter& painter, const QRectF& card, const Readout& readout,
                  const Look& look) {
    paintShadow(painter, card, metrics::kCardRadius, look);
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.setBrush(look.color(Token::S3));
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kCardRadius,
                            metrics::kCardRadius);
    const double line = look.lineHeight(TextStyle::Small);
    QRectF row(card.left() + kPadding, card.top() + kPadding, card.width() - 2 * kPadding, line);
    constexpr auto kLeft = Qt::AlignLeft | Qt::AlignVCenter;
    paintWords(painter, row, kLeft, readout.place, TextStyle::SmallHead, Token::T1, look);
    for (const Readout::Row& series : readout.rows) {
        row.translate(0, line);
        painter.setPen(penOf({.name = {},
                              .source = {},
                              .color = series.color,
                              .dash = series.dash,
                              .width = series.width},
                             look));
        painter.drawLine(QPointF(row.left(), row.center().y()),
                         QPointF(row.left() + kSample, row.center().y()));
        const QRectF words = row.adjusted(kSample + kGap, 0, 0, 0);
        paintWords(painter, words, kLeft, series.name, TextStyle::Small, Token::T1, look);
        paintWords(painter, words, Qt::AlignRight | Qt::AlignVCenter, series.value,
                   TextStyle::SmallHead, Token::T1, look);
        if (!series.detail.isEmpty()) {
            row.translate(0, line);
            paintWords(painter, row.adjusted(kSample + kGap, 0, 0, 0), kLeft, series.detail,
                       TextStyle::Small, Token::T2, look);
        }
    }
}

} // namespace vitrine::widgets
