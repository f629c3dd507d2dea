#include "widgets/attention/map/readout.h"

#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kPadding = 8;
constexpr double kBelow = 8;
constexpr double kOvershoot = 14; // the card begins left of the cell
constexpr double kWord = 4;
constexpr double kBeforeValue = 10;

QString words(const char* text) {
    return QCoreApplication::translate("AttentionReadOut", text);
}

/// "7.4 × uniform": how often the weight holds the share that each visible entry would have.
QString ratioText(double weight, std::size_t count) {
    return words("%1 × uniform").arg(numberText(weight * static_cast<double>(count), 1));
}

QString detailOf(const Standing& standing, bool reversed) {
    if (reversed) {
        return words("rank %1 of %2 queries that may see it").arg(standing.rank).arg(standing.count);
    }
    return words("rank %1 of %2 · sum so far %3 · %4")
        .arg(standing.rank)
        .arg(standing.count)
        .arg(numberText(standing.sum, 2),
             ratioText(static_cast<double>(standing.value), standing.count));
}

} // namespace

QString ReadOut::spoken() const {
    QString sentence = first + u' ' + verb + u' ' + second;
    if (!value.isEmpty()) {
        sentence += QStringLiteral(", ") + value;
    }
    return sentence + QStringLiteral(", ") + detail;
}

ReadOut readOutOf(const engine::Trace& trace, engine::HeadRef head, std::size_t query,
                  std::size_t key, bool reversed) {
    const engine::Site& site = trace.sites()[static_cast<std::size_t>(head.site)];
    const QString asks = shortLabelOf(
        trace.axes()[static_cast<std::size_t>(site.queryAxis)].tokens.at(query));
    const QString seen =
        shortLabelOf(trace.axes()[static_cast<std::size_t>(site.keyAxis)].tokens.at(key));
    ReadOut readOut{.first = reversed ? seen : asks,
                    .verb = reversed ? words("is looked at by") : words("looks at"),
                    .second = reversed ? asks : seen,
                    .firstIsQuery = !reversed};
    if (!trace.visible(head.site, query, key)) {
        readOut.verb = reversed ? words("is hidden from") : words("may not see");
        readOut.detail = site.mask == engine::MaskRule::Causal && key > query
                             ? words("masked: a later token")
                             : words("masked: padding");
        return readOut;
    }
    const std::vector<float> weights = reversed ? columnOf(trace, head, key)
                                                : rowOf(trace, head, query);
    const std::vector<bool> counted = reversed ? visibleInColumn(trace, head.site, key)
                                               : visibleInRow(trace, head.site, query);
    const Standing standing = standingOf(weights, counted, reversed ? query : key);
    if (std::isnan(standing.value)) {
        readOut.value = words("not a number");
        readOut.detail = words("the weights or the input hold NaN or infinity");
        return readOut;
    }
    readOut.value = hoverText(static_cast<double>(standing.value));
    readOut.detail = detailOf(standing, reversed);
    return readOut;
}

QSizeF readOutSize(const ReadOut& readOut, const Look& look) {
    const double first = wordsWidth(readOut.first, TextStyle::SmallHead, look) + kWord
                         + wordsWidth(readOut.verb, TextStyle::Small, look) + kWord
                         + wordsWidth(readOut.second, TextStyle::SmallHead, look) + kBeforeValue
                         + wordsWidth(readOut.value, TextStyle::SmallHead, look);
    const double second = wordsWidth(readOut.detail, TextStyle::Small, look);
    return {std::ceil(std::max(first, second)) + 2 * kPadding + 2,
            2.0 * look.lineHeight(TextStyle::Small) + 2 * (kPadding - 2)};
}

QRectF readOutPlace(const QSizeF& size, const QRectF& cell, const QRectF& bounds) {
    double y = cell.bottom() + kBelow;
    if (y + size.height() > bounds.bottom() && cell.top() - kBelow - size.height() >= bounds.top()) {
        y = cell.top() - kBelow - size.height();
    }
    const double left = std::clamp(cell.left() - kOvershoot, bounds.left(),
                                   std::max(bounds.left(), bounds.right() - size.width()));
    const double top = std::clamp(y, bounds.top(),
                                  std::max(bounds.top(), bounds.bottom() - size.height()));
    return {QPointF(std::round(left), std::round(top)), size};
}

void paintReadOut(QPainter& painter, const QRectF& card, const ReadOut& readOut, const Look& look) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintShadow(painter, card, metrics::kCardRadius, look);
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.setBrush(look.color(Token::S3));
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kCardRadius - 2,
                            metrics::kCardRadius - 2);
    const double line = look.lineHeight(TextStyle::Small);
    QRectF row(card.left() + kPadding, card.top() + kPadding - 2, card.width() - 2 * kPadding, line);
    const QRectF second = row.translated(0, line);
    const auto say = [&](const QString& text, TextStyle style, Token token, double gap) {
        const double width = paintWords(painter, row, Qt::AlignLeft | Qt::AlignVCenter, text, style,
                                        token, look);
        row.setLeft(row.left() + width + gap);
    };
    const Token queryText = Token::QueryText;
    const Token keyText = Token::KeyText;
    say(readOut.first, TextStyle::SmallHead, readOut.firstIsQuery ? queryText : keyText, kWord);
    say(readOut.verb, TextStyle::Small, Token::T2, kWord);
    say(readOut.second, TextStyle::SmallHead, readOut.firstIsQuery ? keyText : queryText,
        kBeforeValue);
    say(readOut.value, TextStyle::SmallHead, Token::T1, 0);
    paintWords(painter, second, Qt::AlignLeft | Qt::AlignVCenter, readOut.detail, TextStyle::Small,
               Token::T2, look);
    painter.restore();
}

} // namespace vitrine::widgets
