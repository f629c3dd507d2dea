#include "tests/widgets/attention/mapfixture.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/colourbarview.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

using namespace vitrine;
using namespace vitrine::widgets;
using Fixture = tests::MapFixture;
using tests::onePeak;

class MapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void darkestPixelIsTheLargestWeight();
    void brightestPixelOnDark();
    void pointingReadsTheRecomputedValue();
    void altLooksFromTheKey();
    void aClickPinsTheCell();
    void aLabelChoosesItsRow();
    void arrowsMoveAndEnterPins();
    void causalCellsAreHatched();
    void paddedKeysAreHatched();
    void theBarSaysTheRange();
    void anotherHeadKeepsTheSharedRange();
    void perRowEachRowEndsAtItsMaximum();
    void percentileClipsAndSaysSo();
    void notANumberIsCrossed();
    void numbersFrom34Pixels();
    void oddLabels();
    void oneToken();
    void noPictureIsNoCrash();
    void theCursorIsSpoken();
};

void MapTest::darkestPixelIsTheLargestWeight() {
    Fixture view; // small enough that no black number stands in a cell
    view.state.setPicture(tests::pictureOfHeads(tests::wordsText(10), {onePeak(12, 4, 9)}));
    tests::show(view.map, QSize(400, 400));
    const QPoint pixel = tests::darkest(view.shot(), view.map.canvasRect());
    QCOMPARE(view.map.cellAt(pixel), QPoint(9, 4));
}

void MapTest::brightestPixelOnDark() {
    Fixture view(/*dark=*/true);
    view.state.setPicture(tests::pictureOfHeads(tests::wordsText(10), {onePeak(12, 4, 9)}));
    tests::show(view.map, QSize(400, 400));
    const QImage image = view.shot();
    QPoint best;
    int most = -1;
    const QRect canvas = view.map.canvasRect();
    for (int y = canvas.top(); y < canvas.bottom(); ++y) {
        for (int x = canvas.left(); x < canvas.right(); ++x) {
            if (qGray(image.pixel(x, y)) > most) {
                most = qGray(image.pixel(x, y));
                best = {x, y};
            }
        }
    }
    QCOMPARE(view.map.cellAt(best), QPoint(9, 4));
}

void MapTest::pointingReadsTheRecomputedValue() {
    Fixture view;
    view.state.setPicture(tests::randomPicture(tests::wordsText(9), 2, 3));
    view.state.openHead({1, 2});
    tests::show(view.map, QSize(560, 560));
    for (int query = 0; query < 11; query += 3) {
        for (int key = 0; key < 11; key += 2) {
            tests::moveTo(view.map, view.middleOf(query, key));
            const auto card = view.map.readOut();
            QVERIFY(card);
            const auto row = view.state.trace()->row({1, 2}, static_cast<std::size_t>(query));
            QCOMPARE(card->value, hoverText(static_cast<double>(row[static_cast<std::size_t>(key)])));
        }
    }
    const QImage image = view.shot();
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&view.map, &leave);
    QVERIFY(!view.map.readOut());
    QVERIFY(view.shot() != image);
}

void MapTest::altLooksFromTheKey() {
    Fixture view;
    view.state.setPicture(tests::pictureOfHeads(tests::wordsText(6), {onePeak(8, 2, 5)}));
    tests::show(view.map, QSize(560, 560));
    tests::moveTo(view.map, view.middleOf(2, 5), Qt::AltModifier);
    QVERIFY(view.state.reversed());
    const auto card = view.map.readOut();
    QCOMPARE(card->first, QStringLiteral("w4"));
    QCOMPARE(card->verb, QStringLiteral("is looked at by"));
    QVERIFY(card->detail.startsWith(QStringLiteral("rank 1 of 8")));
    tests::moveTo(view.map, view.middleOf(2, 5));
    QVERIFY(!view.state.reversed());
}

void MapTest::aClickPinsTheCell() {
    Fixture view;
    view.state.setPicture(tests::randomPicture(tests::wordsText(6), 1, 2));
    tests::show(view.map, QSize(560, 560));
    QTest::mouseClick(&view.map, Qt::LeftButton, {}, view.middleOf(3, 5));
    QCOMPARE(view.state.selectedQuery(), std::optional<std::size_t>(3));
    QCOMPARE(view.state.selectedKey(), std::optional<std::size_t>(5));
    QVERIFY(view.state.pinOf({0, 0}) != nullptr);
    QVERIFY(view.state.pinOf({0, 0})->key);
    // A drag with Ctrl is no click.
    QTest::mousePress(&view.map, Qt::LeftButton, Qt::ControlModifier, view.middleOf(1, 1));
    QTest::mouseMove(&view.map, view.middleOf(4, 4));
    QTest::mouseRelease(&view.map, Qt::LeftButton, Qt::ControlModifier, view.middleOf(4, 4));
    QCOMPARE(view.state.selectedQuery(), std::optional<std::size_t>(3));
}

void MapTest::aLabelChoosesItsRow() {
    Fixture view;
    view.state.setPicture(tests::randomPicture(tests::wordsText(6), 1, 2));
    tests::show(view.map, QSize(560, 560));
    const QPoint label(view.map.canvasRect().left() - 12, view.middleOf(4, 0).y());
    tests::moveTo(view.map, label);
    QCOMPARE(view.state.shownQuery(), std::optional<std::size_t>(4));
    QVERIFY(!view.state.shownKey());
    QTest::mouseClick(&view.map, Qt::LeftButton, {}, label);
    QCOMPARE(view.state.selectedQuery(), std::optional<std::size_t>(4));
    QVERIFY(!view.state.selectedKey());
}

void MapTest::arrowsMoveAndEnterPins() {
    Fixture view;
    view.state.setPicture(tests::randomPicture(tests::wordsText(6), 1, 2));
    tests::show(view.map, QSize(560, 560));
    view.map.setFocus(Qt::TabFocusReason);
    view.map.moveCursorTo(0, 0);
    QTest::keyClick(&view.map, Qt::Key_Down);
    QTest::keyClick(&view.map, Qt::Key_Right);
    QTest::keyClick(&view.map, Qt::Key_Right);
    QCOMPARE(view.map.cursorCell(), QPoint(2, 1));
    QTest::keyClick(&view.map, Qt::Key_Return);
    QCOMPARE(view.state.selectedQuery(), std::optional<std::size_t>(1));
    QCOMPARE(view.state.selectedKey(), std::optional<std::size_t>(2));
    QTest::keyClick(&view.map, Qt::Key_End);
    QCOMPARE(view.map.cursorCell(), QPoint(7, 1));
}

void MapTest::causalCellsAreHatched() {
    Fixture view;
    view.state.setPicture(tests::pictureOfHeads(tests::wordsText(8),
                                                {tests::randomHead(10, 4, 3)},
                                                engine::MaskRule::Causal));
    tests::show(view.map, QSize(560, 560));
    const QImage image = view.shot();
    const auto inside = [&](int row, int column) {
        return view.map.cellRect(row, column).adjusted(4, 4, -4, -4);
    };
    const QColor hatch = view.theme.color(Token::T3);
    QVERIFY(tests::countOf(image, inside(2, 7), hatch, 60) > 10);
    QCOMPARE(tests::countOf(image, inside(7, 2), hatch, 30), 0);
    QCOMPARE(tests::coloursIn(image, inside(7, 2)), 1); // a seen cell is flat
    tests::moveTo(view.map, view.middleOf(2, 7));
    QCOMPARE(view.map.readOut()->verb, QStringLiteral("may not see"));
    QVERIFY(view.map.readOut()->value.isEmpty());
}

void MapTest::paddedKeysAreHatched() {
    Fixture view;
    Axis axis = tests::wordsAxis(tests::wordsText(4));
    axis.tokens.back().pad = true;
    std::vector<tests::OracleTrace::Layer> layers(1);
    layers[0].heads.push_back(tests::randomHead(axis.size(), 3, 1));
    layers[0].mask = engine::MaskRule::Padding;
    view.state.setPicture(tests::pictureOf(std::make_shared<tests::OracleTrace>(
        Sample{.name = {}, .text = tests::wordsText(4), .pair = {}}, axis, layers)));
    tests::show(view.map, QSize(560, 560));
    const QImage image = view.shot();
    QVERIFY(tests::coloursIn(image, view.map.cellRect(1, 5).adjusted(4, 4, -4, -4)) > 1);
    QCOMPARE(view.map.readOut().has_value(), false);
    tests::moveTo(view.map, view.middleOf(1, 5));
    QVERIFY(view.map.readOut()->detail.contains(QStringLiteral("padding")));
}

void MapTest::theBarSaysTheRange() {
    Fixture view;
    view.state.setPicture(tests::randomPicture(tests::wordsText(6), 2, 3));
    view.state.openHead({1, 0});
    tests::show(view.map, QSize(560, 560));
    double largest = 0;
    for (const auto& head : view.state.picture()->overviews[1].heads) {
        largest = std::max(largest, static_cast<double>(head.maximum));
    }
    QCOMPARE(view.map.range().high, largest);
    QCOMPARE(view.map.barModel().scale.high, largest);
    QCOMPARE(view.map.barModel().rule.last(), QStringLiteral("layer 1"));
    QCOMPARE(*view.map.barModel().uniform, 1.0 / 8);
    auto* bar = view.map.findChild<ColourBarView*>();
    QVERIFY(bar != nullptr && bar->isVisible());
    QVERIFY(view.map.rect().contains(bar->geometry()));
    QVERIFY(!bar->geometry().intersects(view.map.canvasRect()));
    QCOMPARE(bar->accessibleDescription(), spokenBar(view.map.barModel()));
    QCOMPARE(view.state.rangeRule(), ruleText(view.map.range(), Response::SquareRoot));
    view.state.setMapRange(RangePolicy::Absolute);
    view.state.setResponse(Response::Linear);
    QCOMPARE(view.map.barModel().scale.high, 1.0);
    QCOMPARE(view.map.barModel().rule.first(), QStringLiteral("linear"));
}

void MapTest::anotherHeadKeepsTheSharedRange() {
    Fixture view;
    view.state.setPicture(tests::randomPicture(tests::wordsText(6), 1, 4));
    tests::show(view.map, QSize(560, 560));
    const ValueRange shared = view.map.range();
    view.state.stepHead(1);
    QCOMPARE(view.map.range(), shared);
    view.state.setMapRange(RangePolicy::PerHead);
    const double own = view.map.range().high;
    QCOMPARE(static_cast<float>(own), view.state.picture()->overviews[0].heads[1].maximum);
    view.state.stepHead(1);
    QVERIFY(view.map.range().high != own);
    view.state.resetRange();
    QCOMPARE(view.map.range(), shared);
}

void MapTest::perRowEachRowEndsAtItsMaximum() {
    Fixture view;
    view.state.setPicture(tests::randomPicture(tests::wordsText(6), 1, 1));
    view.state.setMapRange(RangePolicy::PerRow);
    tests::show(view.map, QSize(560, 560));
    const QImage image = view.shot();
    const QColor end = QColor::fromRgb(view.theme.look().unsignedRamp().at(1));
    for (int query = 0; query < 8; ++query) {
        const auto row = view.state.trace()->row({0, 0}, static_cast<std::size_t>(query));
        const auto best = static_cast<int>(std::ranges::max_element(row) - row.begin());
        // Off the middle, where the number stands.
        const QPoint corner = view.map.cellRect(query, best).topLeft() + QPoint(3, 3);
        QCOMPARE(image.pixelColor(corner), end);
    }
    tests::moveTo(view.map, view.middleOf(2, 3));
    const auto row = view.state.trace()->row({0, 0}, 2);
    QCOMPARE(static_cast<float>(view.map.range().high), *std::ranges::max_element(row));
}

void MapTest::percentileClipsAndSaysSo() {
    Fixture view;
    view.state.setPicture(tests::pictureOfHeads(tests::wordsText(18), {onePeak(20, 3, 7)}));
    view.state.setMapRange(RangePolicy::Percentile);
    tests::show(view.map, QSize(560, 560));
    // 400 cells: 99.5 % lie at or below 1/20, and one weight of 1 is above.
    QVERIFY(std::abs(view.map.range().high - 0.05) < 1e-6);
    QCOMPARE(view.map.clippedCells(), 1);
    const QRect clipped = view.map.cellRect(3, 7);
    const QRect corner(clipped.right() - 5, clipped.top() + 1, 5, 4);
    QVERIFY(tests::countOf(view.shot(), corner, Qt::white, 10) > 0);
    view.state.resetRange();
    QCOMPARE(view.map.clippedCells(), 0);
}

void MapTest::notANumberIsCrossed() {
    Fixture view;
    tests::OracleHead broken = tests::randomHead(6, 2, 1);
    broken.q.at(2, 0) = std::numeric_limits<float>::quiet_NaN();
    view.state.setPicture(tests::pictureOfHeads(tests::wordsText(4), {broken}));
    tests::show(view.map, QSize(480, 480));
    const QColor danger = view.theme.color(Token::DangerMark);
    const QImage image = view.shot();
    QVERIFY(tests::countOf(image, view.map.cellRect(2, 3), danger) > 8);
    QCOMPARE(tests::countOf(image, view.map.cellRect(3, 3), danger), 0);
    tests::moveTo(view.map, view.middleOf(2, 3));
    QCOMPARE(view.map.readOut()->value, QStringLiteral("not a number"));
}

void MapTest::numbersFrom34Pixels() {
    Fixture view;
    view.state.setPicture(tests::pictureOfHeads(tests::wordsText(6), {onePeak(8, 2, 5)}));
    tests::show(view.map, QSize(700, 640));
    QVERIFY(view.map.frame().pitch() >= 34);
    QVERIFY(tests::coloursIn(view.shot(), view.map.cellRect(2, 5).adjusted(3, 3, -3, -3)) > 1);
    view.map.resize(320, 320);
    QVERIFY(view.map.frame().pitch() < 34);
    QCOMPARE(tests::coloursIn(view.shot(), view.map.cellRect(2, 5).adjusted(3, 3, -3, -3)), 1);
}

void MapTest::oddLabels() {
    Fixture view;
    Axis axis = tests::wordsAxis("a b c d");
    axis.tokens[1].label = "👩‍🚀";
    axis.tokens[2].label = "שלום";
    axis.tokens[3].label = std::string(500, 'm');
    axis.tokens[4].label = "e\xCC\x81\n<b>";
    std::vector<tests::OracleTrace::Layer> layers(1);
    layers[0].heads.push_back(tests::randomHead(axis.size(), 3, 1));
    view.state.setPicture(tests::pictureOf(std::make_shared<tests::OracleTrace>(
        Sample{.name = {}, .text = "a b c d", .pair = {}}, axis, layers)));
    tests::show(view.map, QSize(480, 480));
    // The long label is absent and takes no room from the map.
    QVERIFY(view.map.canvasRect().width() > 250);
    const QImage image = view.shot();
    const int left = view.map.canvasRect().left();
    const auto inkBeside = [&](int row) {
        const QRect cell = view.map.cellRect(row, 0);
        return tests::coloursIn(image, QRect(0, cell.center().y() - 6, left - 9, 12));
    };
    QVERIFY(inkBeside(0) > 1);
    QVERIFY(inkBeside(2) > 1);
    QCOMPARE(inkBeside(3), 1);
    tests::moveTo(view.map, view.middleOf(3, 2));
    QVERIFY(view.map.readOut()->first.size() < 30);
    QVERIFY(view.map.grab().width() > 0);
}

void MapTest::oneToken() {
    Fixture view;
    Axis axis{.name = "text", .tokens = {{.label = "x", .source = {0, 1}, .word = 0}}};
    std::vector<tests::OracleTrace::Layer> layers(1);
    layers[0].heads.push_back(tests::lookingAt(1, 1, [](std::size_t) { return 0; }));
    view.state.setPicture(tests::pictureOf(std::make_shared<tests::OracleTrace>(
        Sample{.name = {}, .text = "x", .pair = {}}, axis, layers)));
    tests::show(view.map, QSize(480, 480));
    QVERIFY(view.map.canvasRect().width() <= 64);
    tests::moveTo(view.map, view.middleOf(0, 0));
    QCOMPARE(view.map.readOut()->value, QStringLiteral("1.0000"));
    QVERIFY(view.map.readOut()->detail.startsWith(QStringLiteral("rank 1 of 1")));
}

void MapTest::noPictureIsNoCrash() {
    Fixture view;
    tests::show(view.map, QSize(300, 300));
    QVERIFY(!view.map.readOut());
    QVERIFY(view.map.figure() == nullptr);
    view.state.setPicture(tests::randomPicture("one", 1, 1));
    view.state.setPicture(nullptr);
    QCOMPARE(view.map.tableRows(), 0);
    QVERIFY(view.map.grab().width() > 0);
}

void MapTest::theCursorIsSpoken() {
    Fixture view;
    view.state.setPicture(tests::pictureOfHeads("the cat sat", {onePeak(5, 2, 3)}));
    tests::show(view.map, QSize(400, 400));
    QCOMPARE(view.map.cellText(2, 3), QStringLiteral("row 2 “cat” to “sat”, 1.0000, rank 1 of 5 · "
                                                     "sum so far 1.00 · 5.0 × uniform"));
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&view.map);
    QVERIFY(interface != nullptr && interface->tableInterface() != nullptr);
    QCOMPARE(interface->tableInterface()->columnCount(), 5);
    QCOMPARE(interface->tableInterface()->rowDescription(2), QStringLiteral("cat"));
}

std::unique_ptr<QObject> makeMapTest() {
    return std::make_unique<MapTest>();
}

#include "maptest.moc"
