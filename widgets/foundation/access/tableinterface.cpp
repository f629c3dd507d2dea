#include "widgets/foundation/access/tableinterface.h"

#include "widgets/foundation/access/cellinterface.h"

#include <QWidget>

namespace vitrine::widgets {

TableInterface::TableInterface(QWidget* widget, AccessibleTableSource& source)
    : QAccessibleWidget(widget, QAccessible::Table), source_(source) {}

TableInterface::~TableInterface() {
    forgetCells();
}

void TableInterface::forgetCells() {
    for (const QAccessible::Id id : std::as_const(cells_)) {
        QAccessible::deleteAccessibleInterface(id);
    }
    cells_.clear();
}

void* TableInterface::interface_cast(QAccessible::InterfaceType type) {
    if (type == QAccessible::TableInterface) {
        return static_cast<QAccessibleTableInterface*>(this);
    }
    return QAccessibleWidget::interface_cast(type);
}

int TableInterface::childCount() const {
    return rowCount() * columnCount();
}

QAccessibleInterface* TableInterface::child(int index) const {
    const int columns = columnCount();
    return columns > 0 ? cellAt(index / columns, index % columns) : nullptr;
}

QAccessibleInterface* TableInterface::childAt(int x, int y) const {
    const QPoint cell = source_.cellAt(widget()->mapFromGlobal(QPoint(x, y)));
    return cellAt(cell.y(), cell.x());
}

QAccessibleInterface* TableInterface::focusChild() const {
    const QPoint cell = source_.cursorCell();
    return widget()->hasFocus() ? cellAt(cell.y(), cell.x()) : nullptr;
}

int TableInterface::indexOfChild(const QAccessibleInterface* child) const {
    const auto* cell = dynamic_cast<const CellInterface*>(child);
    return cell != nullptr ? cell->rowIndex() * columnCount() + cell->columnIndex() : -1;
}

QAccessibleInterface* TableInterface::cellAt(int row, int column) const {
    if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount()) {
        return nullptr;
    }
    const int index = row * columnCount() + column;
    if (const auto known = cells_.constFind(index); known != cells_.constEnd()) {
        return QAccessible::accessibleInterface(*known);
    }
    auto* cell = new CellInterface(*widget(), source_, row, column); // the registry takes it
    cells_.insert(index, QAccessible::registerAccessibleInterface(cell));
    return cell;
}

int TableInterface::selectedCellCount() const {
    return source_.cursorCell().x() >= 0 ? 1 : 0;
}

QList<QAccessibleInterface*> TableInterface::selectedCells() const {
    const QPoint cell = source_.cursorCell();
    QAccessibleInterface* found = cellAt(cell.y(), cell.x());
    return found != nullptr ? QList<QAccessibleInterface*>{found} : QList<QAccessibleInterface*>();
}

QString TableInterface::columnDescription(int column) const {
    return column >= 0 && column < columnCount() ? source_.columnLabel(column) : QString();
}

QString TableInterface::rowDescription(int row) const {
    return row >= 0 && row < rowCount() ? source_.rowLabel(row) : QString();
}

int TableInterface::columnCount() const {
    return source_.tableColumns();
}

int TableInterface::rowCount() const {
    return source_.tableRows();
}

bool TableInterface::isColumnSelected(int) const {
    return false;
}

bool TableInterface::isRowSelected(int) const {
    return false;
}

bool TableInterface::selectRow(int) {
    return false;
}

bool TableInterface::selectColumn(int) {
    return false;
}

bool TableInterface::unselectRow(int) {
    return false;
}

bool TableInterface::unselectColumn(int) {
    return false;
}

void TableInterface::modelChange(QAccessibleTableModelChangeEvent*) {
    forgetCells();
}

} // namespace vitrine::widgets
