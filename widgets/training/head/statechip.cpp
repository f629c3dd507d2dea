#include "widgets/training/head/statechip.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

namespace vitrine::widgets {

namespace {

constexpr int kPadding = 8;
constexpr int kGap = 6;

} // namespace

StateChip::StateChip(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("State of the run"));
}

void StateChip::setState(Icon icon, const QString& text, Token words) {
    icon_ = icon;
    text_ = text;
    words_ = words;
    setAccessibleDescription(text);
    updateGeometry();
    update();
}

QSize StateChip::sizeHint() const {
    const Look& look = lookOf(this);
    const double width = look.scaled(metrics::kSmallIcon) + kGap + 2 * kPadding +
                         wordsWidth(text_, TextStyle::Small, look);
    return {static_cast<int>(width) + 1, look.scaled(metrics::kChipHeight)};
}

void StateChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::Sunk));
    painter.drawRoundedRect(rect(), metrics::kRadius, metrics::kRadius);
    const double icon = look.scaled(metrics::kSmallIcon);
    paintIcon(painter, {kPadding, (height() - icon) / 2, icon, icon}, icon_, look.color(words_));
    paintWords(painter, QRectF(rect()).adjusted(kPadding + icon + kGap, 0, 0, 0),
               Qt::AlignLeft | Qt::AlignVCenter, text_, TextStyle::Small, words_, look);
}

} // namespace vitrine::widgets
