#include "app/vitrine/window/drawer.h"

#include "app/vitrine/window/dockgrip.h"

#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace vitrine::app {

using widgets::Token;

Drawer::Drawer(Qt::Edge edge, QWidget& host)
    : QWidget(&host)
    , edge_(edge)
    , host_(host) {
    layout_ = new QVBoxLayout(this);
    layout_->setContentsMargins(edge == Qt::RightEdge ? 1 : 0, DockGrip::kHeight,
                                edge == Qt::LeftEdge ? 1 : 0, 0);
    host_.installEventFilter(this);
    hide();
}

void Drawer::setContent(QWidget* content, int width) {
    width_ = width;
    if (content->parentWidget() != this) {
        layout_->addWidget(content);
    }
    content->show();
    place();
}

void Drawer::open() {
    place();
    show();
    raise();
    qApp->installEventFilter(this);
    Q_EMIT openChanged(true);
}

void Drawer::close() {
    if (isHidden()) {
        return;
    }
    qApp->removeEventFilter(this);
    hide();
    Q_EMIT openChanged(false);
}

void Drawer::place() {
    const int left = edge_ == Qt::LeftEdge ? 0 : host_.width() - width_;
    setGeometry(left, 0, width_, host_.height());
}

bool Drawer::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &host_ && event->type() == QEvent::Resize) {
        place();
    }
    if (event->type() == QEvent::MouseButtonPress && isVisible()) {
        // A press beside the drawer closes it and still does what it was for.
        const auto* target = qobject_cast<QWidget*>(watched);
        if (target != nullptr && target->window() == window() && target != this &&
            !isAncestorOf(target)) {
            close();
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Drawer::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

void Drawer::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const widgets::Look& look = widgets::lookOf(this);
    painter.fillRect(rect(), look.color(Token::S1));
    const int edge = edge_ == Qt::LeftEdge ? width() - 1 : 0;
    painter.fillRect(edge, 0, 1, height(), look.color(Token::Outline));
}

} // namespace vitrine::app
