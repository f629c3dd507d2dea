#include "widgets/foundation/access/accessibletable.h"

#include <QAccessible>
#include <QTest>
#include <QWidget>

using namespace vitrine::widgets;

namespace {

// A painted table of 10-px cells.
class Cells final : public QWidget, public AccessibleTableSource {
  public:
    Cells() {
        resize(100, 100);
        setAccessibleName(QStringLiteral("Attention map")); // before: that must not spoil it
        makeAccessibleTable(*this, *this);
    }

    int tableRows() const override { return rows; }

    int tableColumns() const override { return columns; }

    QString rowLabel(int row) const override { return QStringLiteral("query %1").arg(row); }

    QString columnLabel(int column) const override { return QStringLiteral("key %1").arg(column); }

    QString cellText(int row, int column) const override {
        return QStringLiteral("row %1 to %2, 0.31").arg(row).arg(column);
    }

    QRect cellRect(int row, int column) const override {
        return QRect(10 * column, 10 * row, 10, 10) & rect();
    }

    QPoint cellAt(const QPoint& point) const override { return {point.x() / 10, point.y() / 10}; }

    QPoint cursorCell() const override { return cursor; }

    void moveCursorTo(int row, int column) override { cursor = {column, row}; }

    int rows = 4;
    int columns = 6;
    QPoint cursor{-1, -1};
};

} // namespace

class AccessTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void isATableOfCells();
    void cellsSpeakAndLieWhereTheyAre();
    void cursorIsTheFocusedCell();
    void growingAndShrinking();
    void otherWidgetsAreLeftAlone();
};

void AccessTest::isATableOfCells() {
    Cells cells;
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&cells);
    QVERIFY(interface != nullptr);
    QCOMPARE(interface->role(), QAccessible::Table);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Attention map"));
    QAccessibleTableInterface* table = interface->tableInterface();
    QVERIFY(table != nullptr);
    QCOMPARE(table->rowCount(), 4);
    QCOMPARE(table->columnCount(), 6);
    QCOMPARE(interface->childCount(), 24);
    QCOMPARE(table->rowDescription(2), QStringLiteral("query 2"));
    QCOMPARE(table->columnDescription(5), QStringLiteral("key 5"));
    QVERIFY(table->cellAt(4, 0) == nullptr);
    QVERIFY(table->cellAt(0, -1) == nullptr);
}

void AccessTest::cellsSpeakAndLieWhereTheyAre() {
    Cells cells;
    cells.show();
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&cells);
    QAccessibleInterface* cell = interface->tableInterface()->cellAt(2, 3);
    QVERIFY(cell != nullptr);
    QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("row 2 to 3, 0.31"));
    QCOMPARE(cell->role(), QAccessible::Cell);
    QCOMPARE(cell->rect(), QRect(cells.mapToGlobal(QPoint(30, 20)), QSize(10, 10)));
    QCOMPARE(cell->tableCellInterface()->rowIndex(), 2);
    QCOMPARE(cell->tableCellInterface()->columnIndex(), 3);
    QCOMPARE(cell->tableCellInterface()->table(), interface);
    QCOMPARE(interface->indexOfChild(cell), 15);
    QCOMPARE(interface->child(15), cell);
    const QPoint middle = cells.mapToGlobal(QPoint(35, 25));
    QCOMPARE(interface->childAt(middle.x(), middle.y()), cell);
    QVERIFY(!cell->state().selected);
    cells.moveCursorTo(2, 3);
    QVERIFY(cell->state().selected);
    QCOMPARE(interface->tableInterface()->selectedCells(), QList<QAccessibleInterface*>{cell});
}

// Events reach nobody without assistive technology; what it would ask after one is asked here.
void AccessTest::cursorIsTheFocusedCell() {
    Cells cells;
    cells.setFocusPolicy(Qt::StrongFocus);
    cells.show();
    cells.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&cells));
    cells.setFocus();
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&cells);
    announceCell(cells); // no cursor yet
    QVERIFY(interface->focusChild() == nullptr);
    cells.moveCursorTo(1, 2);
    announceCell(cells);
    QVERIFY(interface->focusChild() != nullptr);
    QCOMPARE(interface->focusChild()->text(QAccessible::Name), QStringLiteral("row 1 to 2, 0.31"));
    QVERIFY(interface->focusChild()->state().focused);
    QCOMPARE(interface->indexOfChild(interface->focusChild()), 1 * 6 + 2);
}

void AccessTest::growingAndShrinking() {
    Cells cells;
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&cells);
    QAccessibleInterface* last = interface->tableInterface()->cellAt(3, 5);
    QVERIFY(last != nullptr);
    const QAccessible::Id id = QAccessible::uniqueId(last);
    cells.rows = 2;
    cells.columns = 2;
    QVERIFY(!last->isValid());
    announceTableReset(cells);
    QVERIFY(QAccessible::accessibleInterface(id) == nullptr); // forgotten
    QVERIFY(interface->tableInterface()->cellAt(3, 5) == nullptr);
    QCOMPARE(interface->child(3)->text(QAccessible::Name), QStringLiteral("row 1 to 1, 0.31"));
    cells.rows = 0;
    QCOMPARE(interface->childCount(), 0);
    QVERIFY(interface->child(0) == nullptr);
}

void AccessTest::otherWidgetsAreLeftAlone() {
    QWidget plain;
    announceCell(plain);
    announceTableReset(plain);
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&plain);
    QVERIFY(interface->tableInterface() == nullptr);
}

QTEST_MAIN(AccessTest)
#include "access_test.moc"
