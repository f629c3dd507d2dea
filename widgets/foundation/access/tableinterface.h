#pragma once

#include "widgets/foundation/access/accessibletable.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>

namespace vitrine::widgets {

/// The accessibility interface of a widget that is an AccessibleTableSource. Cell interfaces are
/// made when asked for: a map may have a million cells.
class TableInterface final : public QAccessibleWidget, public QAccessibleTableInterface {
  public:
    TableInterface(QWidget* widget, AccessibleTableSource& source);
    ~TableInterface() override;

    [[nodiscard]] AccessibleTableSource& source() const { return source_; }

    void forgetCells();

    void* interface_cast(QAccessible::InterfaceType type) override;
    int childCount() const override;
    QAccessibleInterface* child(int index) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    QAccessibleInterface* focusChild() const override;
    int indexOfChild(const QAccessibleInterface* child) const override;

    QAccessibleInterface* caption() const override { return nullptr; }

    QAccessibleInterface* summary() const override { return nullptr; }

    QAccessibleInterface* cellAt(int row, int column) const override;
    int selectedCellCount() const override;
    QList<QAccessibleInterface*> selectedCells() const override;
    QString columnDescription(int column) const override;
    QString rowDescription(int row) const override;

    int selectedColumnCount() const override { return 0; }

    int selectedRowCount() const override { return 0; }

    int columnCount() const override;
    int rowCount() const override;

    QList<int> selectedColumns() const override { return {}; }

    QList<int> selectedRows() const override { return {}; }

    bool isColumnSelected(int column) const override;
    bool isRowSelected(int row) const override;
    bool selectRow(int row) override;
    bool selectColumn(int column) override;
    bool unselectRow(int row) override;
    bool unselectColumn(int column) override;
    void modelChange(QAccessibleTableModelChangeEvent* event) override;

  private:
    AccessibleTableSource& source_;
    mutable QHash<int, QAccessible::Id> cells_;
};

} // namespace vitrine::widgets
