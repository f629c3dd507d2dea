#include "widgets/foundation/paint/keyhint.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kCapPadding = 5;
constexpr double kBetweenCaps = 4;
constexpr double kBeforeText = 6;

double capWidth(const QString& key, const Look& look) {
    return std::max(wordsWidth(key, TextStyle::Caption, look) + 2 * kCapPadding,
                    keyHintHeight(look));
}

} // namespace

double keyHintHeight(const Look& look) {
    return look.scaled(17);
}

double keyHintWidth(const KeyHint& hint, const Look& look) {
    double width = 0;
    for (const QString& key : hint.keys) {
        width += capWidth(key, look) + kBetweenCaps;
    }
    width -= hint.keys.isEmpty() ? 0 : kBetweenCaps;
    return hint.text.isEmpty()
               ? width
               : width + kBeforeText + wordsWidth(hint.text, TextStyle::Small, look);
}

double paintKeyHint(QPainter& painter, const QPointF& leftMiddle, const KeyHint& hint,
                    const Look& look) {
    const double height = keyHintHeight(look);
    double x = leftMiddle.x();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QString& key : hint.keys) {
        const QRectF cap(x, leftMiddle.y() - height / 2, capWidth(key, look), height);
        painter.setPen(QPen(look.color(Token::Outline), 1));
        painter.setBrush(look.color(Token::S2));
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        paintWords(painter, cap, Qt::AlignCenter, key, TextStyle::Caption, Token::T1, look);
        x = cap.right() + kBetweenCaps;
    }
    if (!hint.text.isEmpty()) {
        x += kBeforeText - kBetweenCaps;
        const QRectF area(x, leftMiddle.y() - height, wordsWidth(hint.text, TextStyle::Small, look),
                          2 * height);
        x += paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter, hint.text,
                        TextStyle::Small, Token::T2, look);
    }
    painter.restore();
    return x;
}

} // namespace vitrine::widgets
