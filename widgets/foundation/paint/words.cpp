#include "widgets/foundation/paint/words.h"

#include "widgets/foundation/colour/valuerange.h"
#include "widgets/foundation/theme/look.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace vitrine::widgets {

namespace {

const QChar kMinus(0x2212);
const QChar kThinSpace(0x2009);

QString grouped(QString digits) {
    for (qsizetype place = digits.size() - 3; place > 0; place -= 3) {
        digits.insert(place, kThinSpace);
    }
    return digits;
}

} // namespace

double paintWords(QPainter& painter, const QRectF& area, Qt::Alignment alignment,
                  const QString& text, TextStyle style, Token token, const Look& look, bool elide) {
    const QFont font = look.font(style);
    const QFontMetricsF metrics(font);
    const QString shown = elide ? metrics.elidedText(text, Qt::ElideRight, area.width()) : text;
    painter.setFont(font);
    painter.setPen(look.color(token));
    painter.drawText(area, static_cast<int>(alignment) | Qt::TextSingleLine | Qt::TextDontClip,
                     shown);
    return metrics.horizontalAdvance(shown);
}

double wordsWidth(const QString& text, TextStyle style, const Look& look) {
    return QFontMetricsF(look.font(style)).horizontalAdvance(text);
}

QString numberText(double value, int digits) {
    if (!std::isfinite(value)) {
        return boundText(value);
    }
    QString text = QString::number(std::abs(value), 'f', digits);
    const qsizetype point = digits > 0 ? text.indexOf(u'.') : text.size();
    const QString whole = grouped(text.left(point));
    text = whole + text.mid(point);
    // A value that rounds to zero carries no sign.
    const bool zero = std::abs(value) < 0.5 * std::pow(10.0, -digits);
    return value < 0 && !zero ? kMinus + text : text;
}

QString hoverText(double value) {
    const double size = std::abs(value);
    if (!std::isfinite(value) || size == 0) {
        return boundText(value);
    }
    if (size < 1e-3) {
        const int exponent = static_cast<int>(std::floor(std::log10(size) + 1e-9));
        const QString mantissa = QString::number(size / std::pow(10.0, exponent), 'f', 1);
        const QString text = mantissa + u'e' + QString::number(exponent);
        return value < 0 ? kMinus + text : text;
    }
    return numberText(value, size >= 1000 ? 1 : size >= 10 ? 3 : 4);
}

QString cellText(double value) {
    if (!std::isfinite(value)) {
        return boundText(value);
    }
    const double size = std::abs(value);
    QString text = QString::number(size, 'f', size < 0.995 ? 2 : size < 9.95 ? 1 : 0);
    if (text.startsWith(QStringLiteral("0."))) {
        text.remove(0, 1);
    }
    return value < 0 && text != QStringLiteral(".00") ? kMinus + text : text;
}

QString countText(qint64 value) {
    const QString digits = grouped(QString::number(std::abs(value)));
    return value < 0 ? kMinus + digits : digits;
}

} // namespace vitrine::widgets
