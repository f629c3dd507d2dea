// What pointer, keys and assistive technology do in a MapView.

#include "widgets/attention/map/mapview.h"
#include "widgets/attention/state/labels.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

MapView::Place MapView::placeAt(const QPointF& point) const {
    const QRectF canvas = canvasRect();
    const QPointF item = itemAt(point);
    const QSizeF content = viewport().content();
    Place place;
    const bool onRows = point.y() >= canvas.top() && point.y() < canvas.bottom() && item.y() >= 0
                        && item.y() < content.height();
    const bool onColumns = point.x() >= canvas.left() && point.x() < canvas.right()
                           && item.x() >= 0 && item.x() < content.width();
    if (!head_) {
        return place;
    }
    if (onRows && point.x() < canvas.right()) {
        place.query = static_cast<std::size_t>(item.y());
    }
    if (onColumns && point.y() < canvas.bottom()) {
        place.key = static_cast<std::size_t>(item.x());
    }
    return place;
}

void MapView::hoverPlace(const Place& place) {
    AttentionHover hover;
    hover.query = place.query;
    hover.key = place.key;
    state_.setHover(hover);
}

void MapView::mouseMoveEvent(QMouseEvent* event) {
    ZoomCanvas::mouseMoveEvent(event);
    if (dragging()) {
        return;
    }
    keyboardCursor_ = false;
    state_.setReversed(event->modifiers().testFlag(Qt::AltModifier));
    hoverPlace(placeAt(event->position()));
}

void MapView::mousePressEvent(QMouseEvent* event) {
    pressedAt_ = event->position();
    ZoomCanvas::mousePressEvent(event);
}

void MapView::mouseReleaseEvent(QMouseEvent* event) {
    const bool moved = dragging()
                       || (event->position() - pressedAt_).manhattanLength()
                              >= QApplication::startDragDistance();
    ZoomCanvas::mouseReleaseEvent(event);
    if (moved || event->button() != Qt::LeftButton) {
        return;
    }
    const Place place = placeAt(event->position());
    if (place.query && place.key) {
        state_.pinCell(*place.query, *place.key);
    } else if (place.query) {
        state_.selectCell(*place.query, std::nullopt);
    }
}

void MapView::leaveEvent(QEvent* event) {
    ZoomCanvas::leaveEvent(event);
    if (!keyboardCursor_) {
        state_.setHover({});
    }
}

void MapView::focusOutEvent(QFocusEvent* event) {
    ZoomCanvas::focusOutEvent(event);
    if (keyboardCursor_) {
        keyboardCursor_ = false;
        state_.setHover({});
    }
}

void MapView::moveCursorTo(int row, int column) {
    if (row < 0 || column < 0 || row >= tableRows() || column >= tableColumns()) {
        return;
    }
    keyboardCursor_ = true;
    reveal(QRectF(column, row, 1, 1));
    hoverPlace({static_cast<std::size_t>(row), static_cast<std::size_t>(column)});
    announceCell(*this);
}

void MapView::moveCursorBy(int columns, int rows) {
    const QPoint from = cursorCell();
    if (from.x() < 0) {
        moveCursorTo(0, 0);
        return;
    }
    moveCursorTo(std::clamp(from.y() + rows, 0, std::max(0, tableRows() - 1)),
                 std::clamp(from.x() + columns, 0, std::max(0, tableColumns() - 1)));
}

void MapView::keyPressEvent(QKeyEvent* event) {
    const QPoint cursor = cursorCell();
    switch (event->key()) {
    case Qt::Key_Left: moveCursorBy(-1, 0); return;
    case Qt::Key_Right: moveCursorBy(1, 0); return;
    case Qt::Key_Up: moveCursorBy(0, -1); return;
    case Qt::Key_Down: moveCursorBy(0, 1); return;
    case Qt::Key_Home: moveCursorTo(std::max(cursor.y(), 0), 0); return;
    case Qt::Key_End: moveCursorTo(std::max(cursor.y(), 0), tableColumns() - 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (cursor.x() >= 0) {
            state_.pinCell(static_cast<std::size_t>(cursor.y()),
                           static_cast<std::size_t>(cursor.x()));
        }
        return;
    default: ZoomCanvas::keyPressEvent(event);
    }
}

int MapView::tableRows() const {
    return head_ ? static_cast<int>(source_.queries(head_->site)) : 0;
}

int MapView::tableColumns() const {
    return head_ ? static_cast<int>(source_.keys(head_->site)) : 0;
}

QString MapView::rowLabel(int row) const {
    return labels_.queries().at(static_cast<std::size_t>(row));
}

QString MapView::columnLabel(int column) const {
    return labels_.keys().at(static_cast<std::size_t>(column));
}

QString MapView::cellText(int row, int column) const {
    const ReadOut said = readOutOf(*state_.trace(), *head_, static_cast<std::size_t>(row),
                                   static_cast<std::size_t>(column), /*reversed=*/false);
    const QString value = said.value.isEmpty() ? said.detail
                                               : said.value + QStringLiteral(", ") + said.detail;
    return tr("row %1 “%2” to “%3”, %4").arg(row).arg(said.first, said.second, value);
}

QRect MapView::cellRect(int row, int column) const {
    const MapFrame shown = frame();
    const QRectF cell = shown.rectOf(static_cast<std::size_t>(row),
                                     static_cast<std::size_t>(column));
    return cell.intersected(shown.canvas).toRect();
}

QPoint MapView::cellAt(const QPoint& point) const {
    const Place place = placeAt(point);
    return place.query && place.key
               ? QPoint(static_cast<int>(*place.key), static_cast<int>(*place.query))
               : QPoint(-1, -1);
}

QPoint MapView::cursorCell() const {
    const auto query = state_.shownQuery();
    const auto key = state_.shownKey();
    return query && key ? QPoint(static_cast<int>(*key), static_cast<int>(*query)) : QPoint(-1, -1);
}

void MapView::resizeEvent(QResizeEvent* event) {
    raster_ = {};
    ZoomCanvas::resizeEvent(event);
    placeBar();
    Q_EMIT frameChanged();
}

void MapView::changeEvent(QEvent* event) {
    ZoomCanvas::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::StyleChange) {
        raster_ = {};
        relabel();
    }
}

} // namespace vitrine::widgets
