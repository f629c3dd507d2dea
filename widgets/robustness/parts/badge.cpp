#include "widgets/robustness/parts/badge.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kHeight = 20;
constexpr int kIconRoom = 18;
constexpr int kSide = 7;

} // namespace

Badge::Badge(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void Badge::setText(const QString& text) {
    if (text_ != text) {
        text_ = text;
        setAccessibleName(text);
        setVisible(!text.isEmpty());
        updateGeometry();
        update();
    }
}

void Badge::setWordless(bool wordless) {
    wordless_ = wordless;
    setToolTip(wordless ? text_ : QString());
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const {
    const Look& look = lookOf(this);
    if (wordless_) {
        return {metrics::kSmallIcon + 2 * kSide, look.scaled(kHeight)};
    }
    const double words = wordsWidth(text_, TextStyle::SmallLabel, look);
    return {static_cast<int>(std::ceil(words)) + kIconRoom + 16, look.scaled(kHeight)};
}

void Badge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::WarnGround));
    painter.drawRoundedRect(rect(), metrics::kRadius, metrics::kRadius);
    const double side = metrics::kSmallIcon;
    paintIcon(painter, QRectF(kSide, (height() - side) / 2.0, side, side), Icon::Warning,
              look.color(Token::WarnMark));
    if (!wordless_) {
        paintWords(painter, QRectF(kSide + kIconRoom, 0, width() - kIconRoom - 10, height()),
                   Qt::AlignLeft | Qt::AlignVCenter, text_, TextStyle::SmallLabel, Token::WarnText,
                   look);
    }
}

} // namespace vitrine::widgets
