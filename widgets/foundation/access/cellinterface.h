#pragma once

#include "widgets/foundation/access/accessibletable.h"

#include <QAccessible>
#include <QPointer>
#include <QWidget>

namespace vitrine::widgets {

/// One cell of a painted table, as assistive technology sees it.
class CellInterface final : public QAccessibleInterface, public QAccessibleTableCellInterface {
  public:
    CellInterface(QWidget& widget, AccessibleTableSource& source, int row, int column);

    bool isValid() const override;

    QObject* object() const override { return nullptr; }

    QAccessibleInterface* parent() const override;

    QAccessibleInterface* child(int) const override { return nullptr; }

    QAccessibleInterface* childAt(int, int) const override { return nullptr; }

    int childCount() const override { return 0; }

    int indexOfChild(const QAccessibleInterface*) const override { return -1; }

    QString text(QAccessible::Text kind) const override;

    void setText(QAccessible::Text, const QString&) override {}

    QRect rect() const override;

    QAccessible::Role role() const override { return QAccessible::Cell; }

    QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    bool isSelected() const override;

    QList<QAccessibleInterface*> columnHeaderCells() const override { return {}; }

    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }

    int columnIndex() const override { return column_; }

    int rowIndex() const override { return row_; }

    int columnExtent() const override { return 1; }

    int rowExtent() const override { return 1; }

    QAccessibleInterface* table() const override { return parent(); }

  private:
    QPointer<QWidget> widget_;
    AccessibleTableSource& source_;
    int row_;
    int column_;
};

} // namespace vitrine::widgets
