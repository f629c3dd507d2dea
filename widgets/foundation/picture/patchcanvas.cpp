#include "widgets/foundation/picture/patchcanvas.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kMostScale = 64;

} // namespace

PatchCanvas::PatchCanvas(QWidget* parent)
    : ZoomCanvas(parent) {
    setMostScale(kMostScale);
    setAccessibleName(tr("Picture"));
    setAccessibleDescription(tr("Arrows move over the patches, Enter chooses one."));
    makeAccessibleTable(*this, *this);
}

void PatchCanvas::setPicture(std::shared_ptr<const Image> image) {
    if (image == picture_.source()) {
        return;
    }
    picture_ = DisplayPicture(std::move(image));
    setContentSize(picture_.isNull() ? QSizeF(1, 1) : QSizeF(picture_.size()));
    refreshCanvas();
    update();
}

void PatchCanvas::setPatches(PatchGrid patches) {
    if (patches == patches_) {
        return;
    }
    patches_ = std::move(patches);
    hovered_.reset();
    update();
    announceTableReset(*this);
}

QRectF PatchCanvas::room() const {
    return rect();
}

QRect PatchCanvas::canvasRect() const {
    const QRectF area = room();
    const QSizeF content = viewport().content();
    const double scale = std::min({area.width() / content.width(), area.height() / content.height(),
                                   kMostScale});
    const double ratio = devicePixelRatioF();
    const QSizeF size(std::max(1.0, std::floor(content.width() * scale * ratio) / ratio),
                      std::max(1.0, std::floor(content.height() * scale * ratio) / ratio));
    return QRectF(area.topLeft(), size).toRect();
}

QSize PatchCanvas::sizeHint() const {
    return {320, 240};
}

QRectF PatchCanvas::patchRect(std::size_t token) const {
    return snapped(rectOf(patches_.box(token)), devicePixelRatioF());
}

QImage PatchCanvas::seen() const {
    const double ratio = devicePixelRatioF();
    const QSizeF view = canvasRect().size();
    const QRectF area(itemAt(QRectF(canvasRect()).topLeft()), view / viewport().scale());
    QImage image = picture_.rendered(area, (view * ratio).toSize());
    image.setDevicePixelRatio(ratio);
    return image;
}

void PatchCanvas::paintEvent(QPaintEvent*) {
    if (picture_.isNull()) {
        return;
    }
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.drawImage(canvasRect().topLeft(), seen());
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.drawRect(QRectF(canvasRect()).adjusted(0.5, 0.5, -0.5, -0.5));
    if (hovered_) {
        painter.setClipRect(canvasRect());
        strokeCased(painter, patchRect(*hovered_), look.color(Token::Key), metrics::kCrosshairWidth,
                    look);
    }
}

std::optional<std::size_t> PatchCanvas::patchAt(const QPointF& point) const {
    return QRectF(canvasRect()).contains(point) ? patches_.tokenAt(itemAt(point)) : std::nullopt;
}

void PatchCanvas::setHovered(std::optional<std::size_t> token, bool byKeyboard) {
    byKeyboard_ = byKeyboard && token.has_value();
    if (token != hovered_) {
        hovered_ = token;
        update();
        Q_EMIT patchHovered(token ? static_cast<int>(*token) : -1);
    }
}

void PatchCanvas::mouseMoveEvent(QMouseEvent* event) {
    ZoomCanvas::mouseMoveEvent(event);
    if (!dragging()) {
        setHovered(patchAt(event->position()), /*byKeyboard=*/false);
    }
}

void PatchCanvas::mousePressEvent(QMouseEvent* event) {
    pressedAt_ = event->position();
    ZoomCanvas::mousePressEvent(event);
}

void PatchCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const bool moved = dragging() || (event->position() - pressedAt_).manhattanLength() >=
                                         QApplication::startDragDistance();
    ZoomCanvas::mouseReleaseEvent(event);
    const auto token = patchAt(event->position());
    if (!moved && event->button() == Qt::LeftButton && token) {
        Q_EMIT patchClicked(static_cast<int>(*token), event->modifiers());
    }
}

void PatchCanvas::leaveEvent(QEvent* event) {
    ZoomCanvas::leaveEvent(event);
    if (!byKeyboard_) {
        setHovered(std::nullopt, false);
    }
}

void PatchCanvas::focusOutEvent(QFocusEvent* event) {
    ZoomCanvas::focusOutEvent(event);
    if (byKeyboard_) {
        setHovered(std::nullopt, false);
    }
}

void PatchCanvas::moveCursorTo(int row, int column) {
    if (const auto token = patches_.tokenOf(row, column)) {
        reveal(patches_.box(*token));
        setHovered(token, /*byKeyboard=*/true);
        announceCell(*this);
    }
}

void PatchCanvas::moveCursorBy(int columns, int rows) {
    const QPoint from = cursorCell();
    if (from.x() < 0) {
        moveCursorTo(0, 0);
        return;
    }
    moveCursorTo(std::clamp(from.y() + rows, 0, std::max(0, patches_.rows() - 1)),
                 std::clamp(from.x() + columns, 0, std::max(0, patches_.columns() - 1)));
}

void PatchCanvas::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: moveCursorBy(-1, 0); return;
    case Qt::Key_Right: moveCursorBy(1, 0); return;
    case Qt::Key_Up: moveCursorBy(0, -1); return;
    case Qt::Key_Down: moveCursorBy(0, 1); return;
    case Qt::Key_Home: moveCursorTo(std::max(0, cursorCell().y()), 0); return;
    case Qt::Key_End: moveCursorTo(std::max(0, cursorCell().y()), patches_.columns() - 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (hovered_) {
            Q_EMIT patchClicked(static_cast<int>(*hovered_), event->modifiers());
        }
        return;
    default: ZoomCanvas::keyPressEvent(event);
    }
}

QString PatchCanvas::rowLabel(int row) const {
    return tr("row %1").arg(row);
}

QString PatchCanvas::columnLabel(int column) const {
    return tr("column %1").arg(column);
}

QString PatchCanvas::patchText(std::size_t token) const {
    const QRectF box = patches_.box(token);
    return tr("%1–%2 by %3–%4 pixels")
        .arg(box.left(), 0, 'f', 0)
        .arg(box.right(), 0, 'f', 0)
        .arg(box.top(), 0, 'f', 0)
        .arg(box.bottom(), 0, 'f', 0);
}

QString PatchCanvas::cellText(int row, int column) const {
    const auto token = patches_.tokenOf(row, column);
    return token ? tr("patch %1, %2: %3").arg(row).arg(column).arg(patchText(*token))
                 : tr("no patch");
}

QRect PatchCanvas::cellRect(int row, int column) const {
    const auto token = patches_.tokenOf(row, column);
    return token ? patchRect(*token).toRect().intersected(canvasRect()) : QRect();
}

QPoint PatchCanvas::cellAt(const QPoint& point) const {
    const auto token = patchAt(point);
    return token ? patches_.cell(*token) : QPoint(-1, -1);
}

QPoint PatchCanvas::cursorCell() const {
    return hovered_ ? patches_.cell(*hovered_) : QPoint(-1, -1);
}

} // namespace vitrine::widgets
