#pragma once

#include <QPoint>
#include <QRect>
#include <QString>

class QWidget;

namespace vitrine::widgets {

/// What a painted widget offers to assistive technology: a table of cells with a cell cursor. The
/// widget implements it (or owns one) and registers itself with `makeAccessibleTable`.
class AccessibleTableSource {
  public:
    virtual ~AccessibleTableSource() = default;

    [[nodiscard]] virtual int tableRows() const = 0;
    [[nodiscard]] virtual int tableColumns() const = 0;
    [[nodiscard]] virtual QString rowLabel(int row) const = 0;
    [[nodiscard]] virtual QString columnLabel(int column) const = 0;

    /// What is spoken: "row 5 'cat' to 'sat', 0.31, rank 1 of 12".
    [[nodiscard]] virtual QString cellText(int row, int column) const = 0;

    /// In widget coordinates; empty when scrolled out of sight.
    [[nodiscard]] virtual QRect cellRect(int row, int column) const = 0;

    /// The cell at a widget point as (column, row), or (−1, −1).
    [[nodiscard]] virtual QPoint cellAt(const QPoint& point) const = 0;

    /// The cell cursor as (column, row), or (−1, −1).
    [[nodiscard]] virtual QPoint cursorCell() const = 0;
    virtual void moveCursorTo(int row, int column) = 0;
};

/// Makes the accessibility interface of `widget` a table over `source`, which must live as long as
/// the widget (usually it is the widget). Call once from the constructor.
void makeAccessibleTable(QWidget& widget, AccessibleTableSource& source);

/// Tells assistive technology that the cell cursor moved: the cell is spoken.
void announceCell(QWidget& widget);

/// Tells that the numbers or the shape changed.
void announceTableReset(QWidget& widget);

} // namespace vitrine::widgets
