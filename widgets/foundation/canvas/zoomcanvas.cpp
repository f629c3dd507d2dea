#include "widgets/foundation/canvas/zoomcanvas.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kZoomPerNotch = 1.25;
constexpr double kNotch = 120; // eighths of a degree × 15, as Qt counts

} // namespace

ZoomCanvas::ZoomCanvas(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

template <class Change> void ZoomCanvas::change(Change&& change) {
    const Viewport before = viewport_;
    change(viewport_);
    if (viewport_ != before) {
        update();
        Q_EMIT
        viewportChanged(viewport_);
    }
}

void ZoomCanvas::setContentSize(const QSizeF& items) {
    if (items != viewport_.content()) {
        change([&](Viewport& viewport) { viewport.setContent(items); });
    }
}

void ZoomCanvas::setMostScale(double pixelsPerItem) {
    change([&](Viewport& viewport) { viewport.setMostScale(pixelsPerItem); });
}

void ZoomCanvas::fit() {
    change([](Viewport& viewport) { viewport.fit(); });
}

void ZoomCanvas::zoomAt(const QPointF& point, double factor) {
    change([&](Viewport& viewport) { viewport.zoomAt(point - canvasRect().topLeft(), factor); });
}

void ZoomCanvas::reveal(const QRectF& items) {
    change([&](Viewport& viewport) { viewport.reveal(items); });
}

void ZoomCanvas::setViewport(const Viewport& viewport) {
    change([&](Viewport& mine) { mine = viewport; });
}

QPointF ZoomCanvas::itemAt(const QPointF& point) const {
    return viewport_.toItem(point - canvasRect().topLeft());
}

QPointF ZoomCanvas::pointOf(const QPointF& item) const {
    return viewport_.toView(item) + canvasRect().topLeft();
}

QRectF ZoomCanvas::rectOf(const QRectF& items) const {
    return viewport_.toView(items).translated(canvasRect().topLeft());
}

QRect ZoomCanvas::canvasRect() const {
    return rect();
}

bool ZoomCanvas::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(gesture->position(), 1 + gesture->value());
            return true;
        }
    }
    return QWidget::event(event);
}

void ZoomCanvas::wheelEvent(QWheelEvent* event) {
    // A touch pad scrolls in pixels: that is panning. A wheel has notches: that is zooming.
    if (!event->pixelDelta().isNull() && !event->modifiers().testFlag(Qt::ControlModifier)) {
        change([&](Viewport& viewport) { viewport.pan(event->pixelDelta()); });
    } else {
        zoomAt(event->position(), std::pow(kZoomPerNotch, event->angleDelta().y() / kNotch));
    }
    event->accept();
}

void ZoomCanvas::mousePressEvent(QMouseEvent* event) {
    const bool withCtrl =
        event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ControlModifier);
    grabbed_ = event->button() == Qt::MiddleButton || withCtrl;
    dragging_ = false;
    dragFrom_ = event->position();
    event->accept();
}

void ZoomCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF delta = event->position() - dragFrom_;
    if (grabbed_ && !dragging_ && delta.manhattanLength() >= QApplication::startDragDistance()) {
        dragging_ = true;
        setCursor(Qt::ClosedHandCursor);
    }
    if (dragging_) {
        dragFrom_ = event->position();
        change([&](Viewport& viewport) { viewport.pan(delta); });
    }
    event->accept();
}

void ZoomCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (dragging_) {
        unsetCursor();
    }
    grabbed_ = false;
    dragging_ = false;
    event->accept();
}

void ZoomCanvas::keyPressEvent(QKeyEvent* event) {
    const QPointF middle = QRectF(canvasRect()).center();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomAt(middle, kZoomPerNotch);
        return;
    case Qt::Key_Minus:
        zoomAt(middle, 1 / kZoomPerNotch);
        return;
    case Qt::Key_0:
        if (event->modifiers().testFlag(Qt::ControlModifier)) {
            fit();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void ZoomCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    refreshCanvas();
}

void ZoomCanvas::refreshCanvas() {
    change([&](Viewport& viewport) { viewport.setView(canvasRect().size()); });
}

} // namespace vitrine::widgets
