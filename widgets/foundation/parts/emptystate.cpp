#include "widgets/foundation/parts/emptystate.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kIconGap = 12;
constexpr int kPadding = 16;
constexpr int kLines = 68; // the whole block at 100 %

QString spaced(const QString& sentence, const QString& act) {
    return act.isEmpty() ? sentence : sentence + u' ';
}

} // namespace

EmptyState::EmptyState(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void EmptyState::setContent(Icon icon, const QString& title, const QString& sentence,
                            const QString& act) {
    icon_ = icon;
    title_ = title;
    sentence_ = sentence;
    act_ = act;
    setFocusPolicy(act.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    setAccessibleName(title);
    setAccessibleDescription(spaced(sentence, act) + act);
    updateGeometry();
    update();
}

QSize EmptyState::sizeHint() const {
    const Look& look = lookOf(this);
    const double words = wordsWidth(spaced(sentence_, act_) + act_, TextStyle::Small, look);
    return {static_cast<int>(words) + 2 * kPadding, look.scaled(kLines)};
}

QSize EmptyState::minimumSizeHint() const {
    return sizeHint();
}

QRectF EmptyState::titleRect() const {
    const Look& look = lookOf(this);
    const double width =
        look.scaled(metrics::kLargeIcon) + kIconGap + wordsWidth(title_, TextStyle::Label, look);
    const double line = look.lineHeight(TextStyle::Label);
    return {(this->width() - width) / 2, height() / 2.0 - line, width, line};
}

QRectF EmptyState::sentenceRect() const {
    const Look& look = lookOf(this);
    const double width = wordsWidth(spaced(sentence_, act_) + act_, TextStyle::Small, look);
    const double line = look.lineHeight(TextStyle::Small);
    return {(this->width() - width) / 2, height() / 2.0 + 2, width, line};
}

QRectF EmptyState::actRect() const {
    QRectF rect = sentenceRect();
    rect.setLeft(rect.left() + wordsWidth(spaced(sentence_, act_), TextStyle::Small, lookOf(this)));
    return rect;
}

void EmptyState::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    QPen dashes(look.color(Token::Outline), 1, Qt::CustomDashLine, Qt::FlatCap);
    dashes.setDashPattern({3, 3});
    painter.setPen(dashes);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kCardRadius,
                            metrics::kCardRadius);
    QRectF title = titleRect();
    const double side = look.scaled(metrics::kLargeIcon);
    const QRectF icon(title.left(), title.center().y() - side / 2, side, side);
    paintIcon(painter, icon, icon_, look.color(Token::T2));
    title.setLeft(icon.right() + kIconGap);
    paintWords(painter, title, Qt::AlignLeft | Qt::AlignVCenter, title_, TextStyle::Label,
               Token::T2, look);
    paintWords(painter, sentenceRect(), Qt::AlignLeft | Qt::AlignVCenter, sentence_,
               TextStyle::Small, Token::T3, look);
    if (act_.isEmpty()) {
        return;
    }
    const QRectF act = actRect();
    QFont link = look.font(TextStyle::Small);
    link.setUnderline(true);
    painter.setFont(link);
    painter.setPen(look.color(Token::T1));
    painter.drawText(act, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, act_);
    if (hasFocus()) {
        paintFocusRing(painter, act.adjusted(-3, 0, 3, 0), metrics::kRadius, look);
    }
}

void EmptyState::mouseMoveEvent(QMouseEvent* event) {
    const bool over = !act_.isEmpty() && actRect().contains(event->position());
    setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void EmptyState::mouseReleaseEvent(QMouseEvent* event) {
    if (!act_.isEmpty() && actRect().adjusted(-4, -4, 4, 4).contains(event->position())) {
        Q_EMIT
        actTriggered();
    }
}

void EmptyState::keyPressEvent(QKeyEvent* event) {
    if (!act_.isEmpty() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                            event->key() == Qt::Key_Space)) {
        Q_EMIT
        actTriggered();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace vitrine::widgets
