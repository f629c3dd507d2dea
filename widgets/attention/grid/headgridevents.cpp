// What the pointer and the keys do in a HeadGrid.

#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/grid/gridscene.h"
#include "widgets/attention/state/labels.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace vitrine::widgets {

void HeadGrid::preview(const QPoint& cell) {
    AttentionHover hover;
    if (const auto head = headAt(cell.y(), cell.x())) {
        hover.site = state_.trace()->sites()[static_cast<std::size_t>(head->site)].name;
        hover.head = head->head;
    }
    state_.setHover(hover);
}

void HeadGrid::activate(const QPoint& cell, Qt::KeyboardModifiers modifiers) {
    const auto head = headAt(cell.y(), cell.x());
    if (!head) {
        return;
    }
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        state_.togglePin(*head);
    } else {
        state_.openPinned(*head);
    }
}

void HeadGrid::mouseMoveEvent(QMouseEvent* event) {
    cursorShown_ = false;
    preview(cellAt(event->position().toPoint()));
    viewport()->update();
}

void HeadGrid::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->button() == Qt::LeftButton ? cellAt(event->position().toPoint())
                                                 : QPoint(-1, -1);
}

void HeadGrid::mouseReleaseEvent(QMouseEvent* event) {
    const QPoint cell = cellAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && cell == pressed_ && cell.x() >= 0) {
        cursor_ = cell;
        activate(cell, event->modifiers());
    }
    pressed_ = {-1, -1};
}

void HeadGrid::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && cellAt(event->position().toPoint()).x() >= 0) {
        Q_EMIT soloRequested();
    }
}

void HeadGrid::contextMenuEvent(QContextMenuEvent* event) {
    const QPoint cell = event->reason() == QContextMenuEvent::Keyboard ? cursor_
                                                                       : cellAt(event->pos());
    const auto head = headAt(cell.y(), cell.x());
    if (!head) {
        return;
    }
    QMenu menu(this);
    menu.setAccessibleName(tr("Head %1").arg(headName(*state_.trace(), *head)));
    menu.addAction(tr("Open"), this, [this, head] { state_.openHead(*head); });
    menu.addAction(state_.pinOf(*head) == nullptr ? tr("Pin") : tr("Drop the pin"), this,
                   [this, head] { state_.togglePin(*head); });
    menu.addAction(tr("Show the stage alone"), this, [this, head] {
        state_.openHead(*head);
        Q_EMIT soloRequested();
    });
    menu.exec(event->globalPos());
}

void HeadGrid::moveCursorTo(int row, int column) {
    if (!headAt(row, column)) {
        return;
    }
    cursor_ = {column, row};
    cursorShown_ = true;
    const QRectF rect = layout_.rect(row, column);
    const auto reveal = [](QScrollBar* bar, double begin, double end, int view) {
        if (begin < bar->value()) {
            bar->setValue(static_cast<int>(begin));
        } else if (end > bar->value() + view) {
            bar->setValue(static_cast<int>(end) - view);
        }
    };
    reveal(horizontalScrollBar(), rect.left() - layout_.rowHeader(), rect.right() + 4,
           viewport()->width());
    reveal(verticalScrollBar(), rect.top() - layout_.columnHeader(), rect.bottom() + 8,
           viewport()->height());
    preview(cursor_);
    announceCell(*this);
    viewport()->update();
}

void HeadGrid::moveCursorBy(int columns, int rows) {
    if (cursor_.x() < 0) {
        const auto head = state_.selectedHead();
        cursor_ = head ? placeOf(*head) : QPoint(0, 0);
    }
    const int row = std::clamp(cursor_.y() + rows, 0, std::max(0, tableRows() - 1));
    int column = std::clamp(cursor_.x() + columns, 0, std::max(0, tableColumns() - 1));
    // A short row has a gap between its last head and the mean.
    while (!headAt(row, column) && column > 0 && column < tableColumns() - 1) {
        column += columns > 0 ? 1 : -1;
    }
    moveCursorTo(row, column);
}

void HeadGrid::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: moveCursorBy(-1, 0); return;
    case Qt::Key_Right: moveCursorBy(1, 0); return;
    case Qt::Key_Up: moveCursorBy(0, -1); return;
    case Qt::Key_Down: moveCursorBy(0, 1); return;
    case Qt::Key_Home: moveCursorTo(std::max(cursor_.y(), 0), 0); return;
    case Qt::Key_End: moveCursorTo(std::max(cursor_.y(), 0), tableColumns() - 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: activate(cursor_, event->modifiers()); return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (const auto head = headAt(cursor_.y(), cursor_.x()); head && state_.pinOf(*head)) {
            state_.togglePin(*head);
        }
        return;
    default: event->ignore();
    }
}

void HeadGrid::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    const bool byKeyboard = event->reason() == Qt::TabFocusReason
                            || event->reason() == Qt::BacktabFocusReason
                            || event->reason() == Qt::ShortcutFocusReason;
    if (byKeyboard && state_.picture()) {
        moveCursorBy(0, 0);
    }
}

void HeadGrid::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    if (cursorShown_) {
        cursorShown_ = false;
        state_.setHover({});
        viewport()->update();
    }
}

bool HeadGrid::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave && !cursorShown_) {
        state_.setHover({});
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace vitrine::widgets
