#include "app/vitrine/window/floatingcard.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace vitrine::app {

namespace metrics = widgets::metrics;
using widgets::Token;

namespace {

constexpr int kShadow = kFloatingShadow;
constexpr int kBeside = 4;

} // namespace

void paintFloating(QWidget& widget) {
    QPainter painter(&widget);
    painter.setRenderHint(QPainter::Antialiasing);
    const widgets::Look& look = widgets::lookOf(&widget);
    const QRectF card = QRectF(widget.rect()).adjusted(kShadow, kShadow, -kShadow, -kShadow);
    widgets::paintShadow(painter, card, metrics::kCardRadius, look);
    painter.setPen(look.color(Token::Outline));
    painter.setBrush(look.color(Token::S3));
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kCardRadius,
                            metrics::kCardRadius);
}

FloatingCard::FloatingCard(QWidget* window)
    : QWidget(window) {
    const int margin = kShadow + metrics::kPanePadding;
    setContentsMargins(margin, margin, margin, margin);
    setFocusPolicy(Qt::StrongFocus);
    widgets::setRingPlace(*this, widgets::RingPlace::None);
    hide();
}

void FloatingCard::open() {
    before_ = QApplication::focusWidget();
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
    qApp->installEventFilter(this);
}

void FloatingCard::openCentred() {
    const QSize size = sizeHint().boundedTo(parentWidget()->size());
    resize(size);
    move((parentWidget()->width() - width()) / 2, (parentWidget()->height() - height()) / 2);
    open();
}

void FloatingCard::openAt(const QPoint& point) {
    resize(sizeHint());
    const QSize room = parentWidget()->size() - size();
    move(std::clamp(point.x() + kBeside - kShadow, 0, std::max(0, room.width())),
         std::clamp(point.y() + kBeside - kShadow, 0, std::max(0, room.height())));
    open();
}

void FloatingCard::closeCard() {
    if (isHidden()) {
        return;
    }
    qApp->removeEventFilter(this);
    hide();
    if (before_ != nullptr) {
        before_->setFocus(Qt::PopupFocusReason);
    }
}

bool FloatingCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress) {
        const auto* target = qobject_cast<QWidget*>(watched);
        if (target != nullptr && target != this && !isAncestorOf(target)) {
            closeCard();
        }
    }
    return QWidget::eventFilter(watched, event);
}

bool FloatingCard::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        // While the card is open, Esc closes it and nothing else.
        event->setAccepted(static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape);
        return true;
    }
    return QWidget::event(event);
}

void FloatingCard::keyPressEvent(QKeyEvent*) {
    closeCard();
}

void FloatingCard::paintEvent(QPaintEvent*) {
    paintFloating(*this);
}

} // namespace vitrine::app
