#include "app/vitrine/window/dockgrip.h"

#include "widgets/foundation/theme/theme.h"

#include <QPainter>

namespace vitrine::app {

using widgets::Token;

namespace {

constexpr int kDots = 5;
constexpr int kPitch = 5;

} // namespace

DockGrip::DockGrip(QWidget* parent)
    : QWidget(parent) {
    setCursor(Qt::SizeAllCursor);
    setAccessibleName(tr("Grip of the dock"));
    setToolTip(tr("Drag to move this pane; double click to tear it off or put it back"));
}

QSize DockGrip::sizeHint() const {
    return {2 * kPitch * kDots, kHeight};
}

void DockGrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const widgets::Look& look = widgets::lookOf(this);
    painter.fillRect(rect(), look.color(Token::S1));
    if (!underMouse()) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::Outline));
    const double left = (width() - (kDots - 1) * kPitch) / 2.0;
    for (int dot = 0; dot < kDots; ++dot) {
        painter.drawEllipse(QPointF(left + dot * kPitch, kHeight / 2.0), 1, 1);
    }
}

void DockGrip::enterEvent(QEnterEvent*) {
    update();
}

void DockGrip::leaveEvent(QEvent*) {
    update();
}

} // namespace vitrine::app
