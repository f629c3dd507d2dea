#include "widgets/tokens/panel/tokencard.h"

#include "widgets/foundation/paint/chip.h"
#include "widgets/foundation/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kHeight = 32;
constexpr double kPadding = 12;

} // namespace

TokenCard::TokenCard(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Token"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TokenCard::setToken(const text::Token& token) {
    AxisToken axis;
    axis.kind = token.kind;
    axis.label = token.text;
    const Chip chip = chipOf(axis);
    kind_ = token.kind;
    mark_ = chip.mark;
    text_ = mark_.isEmpty() ? QString::fromStdString(token.text) : chip.text;
    if (kind_ == TokenKind::Piece || kind_ == TokenKind::Continuation
        || kind_ == TokenKind::Character) {
        text_ = visibleSigns(text_);
    }
    setAccessibleDescription(QString::fromStdString(token.text));
    update();
}

void TokenCard::clear() {
    mark_.clear();
    text_.clear();
    setAccessibleDescription(tr("no token is selected"));
    update();
}

QSize TokenCard::sizeHint() const {
    return {120, lookOf(this).scaled(kHeight)};
}

void TokenCard::paintEvent(QPaintEvent*) {
    if (text_.isEmpty() && mark_.isEmpty()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    const bool unknown = kind_ == TokenKind::Unknown;
    const bool byte = kind_ == TokenKind::Byte;
    QFont font = look.font(byte ? TextStyle::Mono : TextStyle::RunTitle);
    font.setPixelSize(look.scaled(16));
    font.setWeight(QFont::Normal);
    QFont faint = look.font(TextStyle::Small);
    const QFontMetricsF metrics(font);
    const double markWidth = mark_.isEmpty() ? 0 : QFontMetricsF(faint).horizontalAdvance(mark_);
    const double room = width() - 1 - 2 * kPadding - markWidth;
    const QString words = metrics.elidedText(text_, Qt::ElideRight, room);
    const double width = markWidth + metrics.horizontalAdvance(words) + 2 * kPadding;
    const QRectF box(0.5, 0.5, std::max(width, double(height())), height() - 1);
    painter.setPen(QPen(look.color(unknown ? Token::DangerMark : Token::Line), 1));
    painter.setBrush(look.color(unknown ? Token::DangerGround : byte ? Token::Sunk : Token::S2));
    painter.drawRoundedRect(box, metrics::kRadius, metrics::kRadius);
    const double left = box.center().x() - (width - 2 * kPadding) / 2;
    const double base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    painter.setFont(faint);
    painter.setPen(look.color(Token::T3));
    painter.drawText(QPointF(left, base), mark_);
    painter.setFont(font);
    painter.setPen(look.color(unknown ? Token::DangerText : Token::T1));
    painter.drawText(QPointF(left + markWidth, base), words);
}

} // namespace vitrine::widgets
