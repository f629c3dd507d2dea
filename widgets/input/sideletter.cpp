#include "widgets/input/sideletter.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

namespace vitrine::widgets {

namespace {

constexpr int kSize = 20;

} // namespace

SideLetter::SideLetter(int side, QWidget* parent)
    : QWidget(parent)
    , side_(side) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(side == 0 ? QStringLiteral("A") : QStringLiteral("B"));
}

QSize SideLetter::sizeHint() const {
    const int size = lookOf(this).scaled(kSize);
    return {size, size};
}

void SideLetter::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    const bool filled = side_ == 0;
    painter.setPen(QPen(look.color(Token::Ink), 1.5));
    painter.setBrush(filled ? QBrush(look.color(Token::Ink)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics::kRadius - 1,
                            metrics::kRadius - 1);
    paintWords(painter, rect(), Qt::AlignCenter, accessibleName(), TextStyle::SmallHead,
               filled ? Token::OnInk : Token::T1, look);
}

} // namespace vitrine::widgets
