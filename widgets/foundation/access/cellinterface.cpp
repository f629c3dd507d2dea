#include "widgets/foundation/access/cellinterface.h"

namespace vitrine::widgets {

CellInterface::CellInterface(QWidget& widget, AccessibleTableSource& source, int row, int column)
    : widget_(&widget), source_(source), row_(row), column_(column) {}

bool CellInterface::isValid() const {
    return widget_ != nullptr && row_ < source_.tableRows() && column_ < source_.tableColumns();
}

QAccessibleInterface* CellInterface::parent() const {
    return widget_ != nullptr ? QAccessible::queryAccessibleInterface(widget_) : nullptr;
}

QString CellInterface::text(QAccessible::Text kind) const {
    const bool spoken = kind == QAccessible::Name || kind == QAccessible::Value;
    return spoken && isValid() ? source_.cellText(row_, column_) : QString();
}

QRect CellInterface::rect() const {
    if (!isValid()) {
        return {};
    }
    const QRect local = source_.cellRect(row_, column_);
    return {widget_->mapToGlobal(local.topLeft()), local.size()};
}

QAccessible::State CellInterface::state() const {
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    state.focusable = true;
    state.selectable = true;
    state.selected = isSelected();
    state.focused = isSelected() && widget_->hasFocus();
    state.invisible = !widget_->isVisible();
    state.offscreen = source_.cellRect(row_, column_).isEmpty();
    return state;
}

void* CellInterface::interface_cast(QAccessible::InterfaceType type) {
    if (type == QAccessible::TableCellInterface) {
        return static_cast<QAccessibleTableCellInterface*>(this);
    }
    return nullptr;
}

bool CellInterface::isSelected() const {
    return source_.cursorCell() == QPoint(column_, row_);
}

} // namespace vitrine::widgets
