#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/lessons/strips/rowunfold.h"
#include "widgets/lessons/strips/stripview.h"

#include <QApplication>
#include <QImage>
#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace vitrine;
using namespace vitrine::widgets;

class StripsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void scaleIsTheLargestOfAll();
    void cellsHaveTheColourOfTheirNumber();
    void pointingReadsOneComponentInAll();
    void arrowsMoveTheCursor();
    void rowTellsScoresAndWeights();
    void rowWithoutValues();
    void emptyIsNoFault();

private:
    Theme theme_;
};

namespace {

std::vector<float> ramp(std::size_t count, float step) {
    std::vector<float> values(count);
    for (std::size_t index = 0; index < count; ++index) {
        values[index] = step * (static_cast<float>(index) - static_cast<float>(count) / 2);
    }
    return values;
}

UnfoldedRow smallRow() {
    return {.query = u"it"_qs,
            .keys = {{u"the"_qs, -1.5F, 0.1F, false},
                     {u"dog"_qs, 2.25F, 0.9F, false},
                     {u"later"_qs, 9.0F, 0.0F, true}},
            .values = Grid(3, 4, {1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0}),
            .mixed = {4.6F, 5.6F, 6.6F, 7.6F}};
}

} // namespace

void StripsTest::initTestCase() {
    theme_.install(*qApp);
}

void StripsTest::scaleIsTheLargestOfAll() {
    const std::vector<float> a{0.5F, -3.0F, std::numeric_limits<float>::infinity()};
    const std::vector<float> b{2.0F};
    const std::array<const std::vector<float>*, 2> both{&a, &b};
    const ColourScale scale = sharedScale(both);
    QVERIFY(scale.isSigned);
    QCOMPARE(scale.high, 3.0);
    QCOMPARE(scale.low, -3.0);
    QCOMPARE(sharedScale({}).high, 1.0);
}

void StripsTest::cellsHaveTheColourOfTheirNumber() {
    StripView view;
    view.resize(700, 400);
    view.setStrips({{.sign = {}, .name = u"word"_qs, .note = {}, .values = ramp(384, 0.01F)},
                    {.sign = u"+"_qs, .name = u"place"_qs, .note = {}, .values = ramp(384, -0.02F)}},
                   u"one range"_qs);
    const QImage picture = view.grab().toImage();
    const ColourMap map(lookOf(&view).signedRamp(), view.scale());
    for (const int row : {0, 1}) {
        for (const int column : {0, 95, 96, 200, 383}) {
            const QPoint middle = view.cellRect(row, column).center();
            const float value = view.strips()[static_cast<std::size_t>(row)]
                                    .values[static_cast<std::size_t>(column)];
            QCOMPARE(picture.pixel(middle), map.color(value));
            QCOMPARE(view.cellAt(middle), QPoint(column, row));
        }
    }
}

void StripsTest::pointingReadsOneComponentInAll() {
    StripView view;
    view.resize(700, 400);
    view.setStrips({{.sign = {}, .name = u"word"_qs, .note = {}, .values = {0.25F, -0.5F}},
                    {.sign = {}, .name = u"inside"_qs, .note = {}, .values = {1.0F, 2.0F, 3.0F}}},
                   {});
    QVERIFY(view.readOut().isEmpty());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTest::mouseMove(&view, view.cellRect(0, 1).center());
    QTRY_VERIFY(view.readOut().contains(u"component 1"_qs));
    QVERIFY2(view.readOut().contains(u"word −0.5"_qs), qPrintable(view.readOut()));
    QVERIFY(view.readOut().contains(u"inside 2"_qs));
    view.moveCursorTo(1, 2); // a component that the first vector lacks
    QVERIFY(!view.readOut().contains(u"word"_qs));
}

void StripsTest::arrowsMoveTheCursor() {
    StripView view;
    view.resize(700, 300);
    view.setStrips({{.sign = {}, .name = u"a"_qs, .note = {}, .values = ramp(200, 1)}}, {});
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.cursorCell(), QPoint(1, 0));
    QTest::keyClick(&view, Qt::Key_Left);
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.cursorCell(), QPoint(0, 0));
}

void StripsTest::rowTellsScoresAndWeights() {
    RowUnfold row;
    row.resize(760, 400);
    row.setRow(smallRow());
    QCOMPARE(row.tableRows(), 4);
    QCOMPARE(row.rowLabel(1), u"dog"_qs);
    QCOMPARE(row.cellText(0, 0), u"−1.5000"_qs);
    QVERIFY2(row.cellText(1, 1).startsWith(u"0.9"_qs), qPrintable(row.cellText(1, 1)));
    QCOMPARE(row.cellText(2, 1), u"masked"_qs);
    // The bar of a weight is as long as the weight says.
    const QImage picture = row.grab().toImage();
    const QRect cell = row.cellRect(1, 1);
    const QColor key = lookOf(&row).color(Token::Key);
    int filled = 0;
    for (int x = cell.left(); x < cell.right(); ++x) {
        filled += QColor(picture.pixel(x, cell.center().y())) == key ? 1 : 0;
    }
    const QRect small = row.cellRect(0, 1);
    int little = 0;
    for (int x = small.left(); x < small.right(); ++x) {
        little += QColor(picture.pixel(x, small.center().y())) == key ? 1 : 0;
    }
    QVERIFY2(std::abs(filled / 9.0 - little) <= 1.5,
             qPrintable(u"%1 and %2"_qs.arg(filled).arg(little)));
}

void StripsTest::rowWithoutValues() {
    RowUnfold row;
    row.resize(700, 300);
    UnfoldedRow plain = smallRow();
    plain.values = {};
    plain.mixed.clear();
    row.setRow(plain);
    QVERIFY(!row.grab().isNull());
    QTest::keyClick(&row, Qt::Key_Down);
    QTest::keyClick(&row, Qt::Key_Right);
    QVERIFY(row.cursorCell().y() >= 0);
}

void StripsTest::emptyIsNoFault() {
    RowUnfold row;
    QVERIFY(!row.grab().isNull());
    QCOMPARE(row.tableRows(), 0);
    StripView view;
    QVERIFY(!view.grab().isNull());
    QCOMPARE(view.cellAt({5, 5}), QPoint(-1, -1));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.cursorCell(), QPoint(-1, -1));
}

QTEST_MAIN(StripsTest)
#include "strips_test.moc"
