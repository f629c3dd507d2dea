#include "widgets/lessons/reader/card.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kPadding = 16;
constexpr int kIconColumn = 24;
constexpr int kIconSize = 14;

} // namespace

LessonCard::LessonCard(Icon icon, const QString& head, Ground ground, QWidget* parent)
    : QWidget(parent)
    , icon_(icon)
    , ground_(ground) {
    setAccessibleName(head);
    auto* title = new Words(head, TextStyle::Head, Token::T1, this);
    title->setContentsMargins(lookOf(this).scaled(kIconColumn), 0, 0, 0);
    content_ = new QVBoxLayout(this);
    content_->setContentsMargins(kPadding, 12, kPadding, 12);
    content_->setSpacing(metrics::kRowGap);
    content_->addWidget(title);
}

void LessonCard::add(QWidget* widget) {
    content_->addWidget(widget);
}

void LessonCard::add(QLayout* layout) {
    content_->addLayout(layout);
}

void LessonCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    const bool raised = ground_ == Ground::Raised;
    painter.setPen(look.color(raised ? Token::Outline : Token::Line));
    painter.setBrush(look.color(raised ? Token::S2 : Token::S1));
    const double radius = metrics::kCardRadius;
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const double size = look.scaled(kIconSize);
    const double middle = 12 + look.lineHeight(TextStyle::Head) / 2.0;
    paintIcon(painter, {kPadding, middle - size / 2, size, size}, icon_, look.color(Token::T1));
}

} // namespace vitrine::widgets
