#include "tests/widgets/attention/stage.h"
#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/grid/headorder.h"
#include "widgets/attention/state/numbers.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>
#include <memory>

using namespace vitrine;
using namespace vitrine::widgets;

class GridTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void darkestPixelIsWhereTheLargestWeightIs();
    void pointingPreviewsAndLeavingRestores();
    void aClickOpensAndPins();
    void shiftClickPinsAlone();
    void aDoubleClickAsksForTheStageAlone();
    void arrowsPreviewAndEnterOpens();
    void sortingPermutesTheHeads();
    void aStatisticWithoutCommonScaleHasNoBadge();
    void aBadgeIsAsLongAsItsStatistic();
    void perHeadRangeDarkensWeakHeads();
    void nineThousandHeads();
    void oneHeadOneToken();
    void notANumberIsCrossed();
    void unevenLayers();
    void theGridSpeaks();
};

namespace {

std::shared_ptr<const study::TracePicture> looking() {
    const std::string text = tests::wordsText(8);
    const std::size_t n = tests::wordsAxis(text).size();
    // A floor under the peak, so that other weights are not zero.
    return tests::pictureOfHeads(
        text, {tests::lookingAt(n, 0, [](std::size_t i) { return i; }),
               tests::lookingAt(n, 3, [n](std::size_t i) { return i == 2 ? 7 : (i + n - 1) % n; })});
}

QImage shot(HeadGrid& grid) {
    return grid.viewport()->grab().toImage();
}

} // namespace

void GridTest::darkestPixelIsWhereTheLargestWeightIs() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    grid.setMostThumbnail(48);
    // One query that looks at one key far more than any other does.
    const std::string text = tests::wordsText(8);
    const std::size_t n = tests::wordsAxis(text).size();
    tests::OracleHead head = tests::lookingAt(n, 0, [](std::size_t i) { return i; });
    head.q.at(3, 6) = 8;
    stage.state.setPicture(tests::pictureOfHeads(text, {head, head}));
    stage.state.openHead({0, 1});
    tests::show(grid, QSize(480, 300));
    const QRect rect = grid.rectOf({0, 0});
    QVERIFY(rect.width() >= 40);
    const QRect inside = rect.adjusted(2, 2, -2, -2);
    const QPoint pixel = tests::darkest(shot(grid), inside);
    const double cell = rect.width() / static_cast<double>(n);
    QCOMPARE(static_cast<int>((pixel.x() - rect.left()) / cell), 6);
    QCOMPARE(static_cast<int>((pixel.y() - rect.top()) / cell), 3);
}

void GridTest::pointingPreviewsAndLeavingRestores() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(tests::randomPicture("one two three", 4, 5));
    tests::show(grid, QSize(480, 300));
    QSignalSpy shown(&stage.state, &AttentionState::shownChanged);
    tests::moveTo(*grid.viewport(), grid.rectOf({2, 3}).center());
    QCOMPARE(stage.state.shownHead(), std::optional(engine::HeadRef{2, 3}));
    QCOMPARE(stage.state.selectedHead(), std::optional(engine::HeadRef{0, 0}));
    QVERIFY(shown.count() > 0);
    const QImage hovered = shot(grid);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(grid.viewport(), &leave);
    QCOMPARE(stage.state.shownHead(), std::optional(engine::HeadRef{0, 0}));
    QVERIFY2(shot(grid) != hovered, "the hovered thumbnail has an edge of its own");
}

void GridTest::aClickOpensAndPins() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(tests::randomPicture("one two three", 4, 5));
    tests::show(grid, QSize(480, 300));
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.rectOf({2, 3}).center());
    QCOMPARE(stage.state.selectedHead(), std::optional(engine::HeadRef{2, 3}));
    QVERIFY(stage.state.pinOf({2, 3}) != nullptr);
    QCOMPARE(stage.state.pinOf({2, 3})->letter, 0);
    // The letter is painted over the corner.
    const QRect corner(grid.rectOf({2, 3}).topRight() - QPoint(6, 2), QSize(10, 8));
    QVERIFY(tests::countOf(shot(grid), corner, stage.theme.color(Token::PinA)) > 8);
}

void GridTest::shiftClickPinsAlone() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(tests::randomPicture("one two three", 4, 5));
    tests::show(grid, QSize(480, 300));
    const QPoint place = grid.rectOf({1, 1}).center();
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ShiftModifier, place);
    QVERIFY(stage.state.pinOf({1, 1}) != nullptr);
    QCOMPARE(stage.state.selectedHead(), std::optional(engine::HeadRef{0, 0}));
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, Qt::ShiftModifier, place);
    QVERIFY(stage.state.pinOf({1, 1}) == nullptr);
}

void GridTest::aDoubleClickAsksForTheStageAlone() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(tests::randomPicture("one two three", 2, 2));
    tests::show(grid, QSize(480, 300));
    QSignalSpy solo(&grid, &HeadGrid::soloRequested);
    QTest::mouseDClick(grid.viewport(), Qt::LeftButton, {}, grid.rectOf({1, 1}).center());
    QCOMPARE(solo.count(), 1);
}

void GridTest::arrowsPreviewAndEnterOpens() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(tests::randomPicture("one two three", 3, 3));
    tests::show(grid, QSize(480, 300));
    grid.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&grid, Qt::Key_Down);
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(stage.state.shownHead(), std::optional(engine::HeadRef{1, 1}));
    QTest::keyClick(&grid, Qt::Key_Return);
    QCOMPARE(stage.state.selectedHead(), std::optional(engine::HeadRef{1, 1}));
    QTest::keyClick(&grid, Qt::Key_End);
    QCOMPARE(stage.state.shownHead(), std::optional(engine::HeadRef{1, kMeanHead}));
    QTest::keyClick(&grid, Qt::Key_Home);
    QTest::keyClick(&grid, Qt::Key_Right);
    QTest::keyClick(&grid, Qt::Key_Delete);
    QVERIFY(stage.state.pinOf({1, 1}) == nullptr);
}

void GridTest::sortingPermutesTheHeads() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(tests::randomPicture("one two three four", 2, 6));
    tests::show(grid, QSize(480, 300));
    stage.state.setSort("entropy");
    float before = std::numeric_limits<float>::infinity();
    for (int column = 0; column < 6; ++column) {
        const auto head = grid.headAt(1, column);
        QVERIFY(head);
        const float entropy = statisticOf(*stage.state.picture(), *head, "entropy");
        QVERIFY(entropy <= before);
        before = entropy;
        // Pointing at a place means the head that is shown there.
        QCOMPARE(grid.cellAt(grid.rectOf(*head).center()), QPoint(column, 1));
    }
    stage.state.setSort({});
    QCOMPARE(grid.headAt(1, 3), std::optional(engine::HeadRef{1, 3}));
}

void GridTest::aStatisticWithoutCommonScaleHasNoBadge() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(looking());
    tests::show(grid, QSize(480, 200));
    const auto badgeInk = [&] {
        const QRect rect = grid.rectOf({0, 0});
        return tests::countOf(shot(grid), QRect(rect.left(), rect.bottom() + 3, rect.width(), 4),
                              stage.theme.color(Token::T2), 8);
    };
    stage.state.setBadge("entropy");
    QVERIFY(badgeInk() > 0);
    stage.state.setBadge("distance");
    QCOMPARE(badgeInk(), 0);
}

void GridTest::aBadgeIsAsLongAsItsStatistic() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(looking());
    tests::show(grid, QSize(480, 200));
    for (int head = 0; head < 2; ++head) {
        const QRect rect = grid.rectOf({0, head});
        const int ink = tests::countOf(shot(grid),
                                       QRect(rect.left(), rect.bottom() + 3, rect.width(), 4),
                                       stage.theme.color(Token::T2), 8);
        const float entropy = statisticOf(*stage.state.picture(), {0, head}, "entropy");
        // Two rows of pixels; the end is rounded to a pixel.
        QVERIFY(std::abs(ink / 2.0 - rect.width() * static_cast<double>(entropy)) <= 1.01);
    }
}

void GridTest::perHeadRangeDarkensWeakHeads() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(looking());
    stage.state.openHead({0, 1});
    tests::show(grid, QSize(480, 200));
    const QRect inside = grid.rectOf({0, 0}).adjusted(3, 3, -3, -3);
    const QImage shared = shot(grid);
    stage.state.setGridRange(RangePolicy::PerHead);
    const QImage own = shot(grid);
    QVERIFY(qGray(own.pixel(inside.center())) < qGray(shared.pixel(inside.center())) - 20);
}

void GridTest::nineThousandHeads() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(tests::randomPicture("a", 96, 96, 1));
    tests::show(grid, QSize(480, 400));
    QVERIFY(grid.horizontalScrollBar()->maximum() > 1'000);
    QVERIFY(grid.verticalScrollBar()->maximum() > 1'000);
    QElapsedTimer timer;
    timer.start();
    grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum());
    grid.horizontalScrollBar()->setValue(grid.horizontalScrollBar()->maximum());
    const QImage end = shot(grid);
    // Only what is in sight is painted; a frame of all heads would take seconds.
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    const QRect last = grid.rectOf({95, kMeanHead});
    QVERIFY(grid.viewport()->rect().contains(last));
    QVERIFY(tests::coloursIn(end, last) > 3);
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.rectOf({95, 95}).center());
    QCOMPARE(stage.state.selectedHead(), std::optional(engine::HeadRef{95, 95}));
}

void GridTest::oneHeadOneToken() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    Axis axis{.name = "text", .tokens = {{.label = "x", .source = {0, 1}, .word = 0}}};
    std::vector<tests::OracleTrace::Layer> layers(1);
    layers[0].heads.push_back(tests::lookingAt(1, 1, [](std::size_t) { return 0; }));
    stage.state.setPicture(tests::pictureOf(std::make_shared<tests::OracleTrace>(
        Sample{.name = {}, .text = "x", .pair = {}}, axis, layers)));
    tests::show(grid, QSize(300, 150));
    QCOMPARE(grid.tableRows(), 1);
    QCOMPARE(grid.tableColumns(), 2);
    QVERIFY(qGray(shot(grid).pixel(grid.rectOf({0, 0}).center())) < 60); // a weight of 1
}

void GridTest::notANumberIsCrossed() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    grid.setMostThumbnail(48);
    const std::string text = tests::wordsText(4);
    tests::OracleHead broken = tests::randomHead(tests::wordsAxis(text).size(), 2, 1);
    broken.q.at(1, 0) = std::numeric_limits<float>::quiet_NaN();
    stage.state.setPicture(
        tests::pictureOfHeads(text, {broken, tests::randomHead(broken.q.rows(), 2, 2)}));
    tests::show(grid, QSize(480, 200));
    const QColor danger = stage.theme.color(Token::DangerMark);
    QVERIFY(tests::countOf(shot(grid), grid.rectOf({0, 0}), danger) > 5);
    QCOMPARE(tests::countOf(shot(grid), grid.rectOf({0, 1}), danger), 0);
}

void GridTest::unevenLayers() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    const std::string text = "one two";
    const Axis axis = tests::wordsAxis(text);
    std::vector<tests::OracleTrace::Layer> layers(2);
    for (int head = 0; head < 4; ++head) {
        layers[0].heads.push_back(tests::randomHead(axis.size(), 2, 1));
    }
    layers[1].heads.push_back(tests::randomHead(axis.size(), 2, 2));
    stage.state.setPicture(tests::pictureOf(std::make_shared<tests::OracleTrace>(
        Sample{.name = {}, .text = text, .pair = {}}, axis, layers)));
    tests::show(grid, QSize(480, 200));
    QVERIFY(!grid.headAt(1, 2));
    QCOMPARE(grid.headAt(1, 4), std::optional(engine::HeadRef{1, kMeanHead}));
    QCOMPARE(grid.cellText(1, 2), QStringLiteral("no head"));
    grid.moveCursorTo(1, 0);
    QTest::keyClick(&grid, Qt::Key_Right); // over the gap to the mean
    QCOMPARE(grid.cursorCell(), QPoint(4, 1));
}

void GridTest::theGridSpeaks() {
    tests::Stage stage;
    HeadGrid grid(stage.state);
    stage.state.setPicture(looking());
    stage.state.openPinned({0, 1});
    tests::show(grid, QSize(480, 200));
    const QString text = grid.cellText(0, 1);
    QVERIFY2(text.startsWith(QStringLiteral("head 0·1, entropy 0.")), qPrintable(text));
    QVERIFY(text.endsWith(QStringLiteral(", pinned A, open")));
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&grid);
    QVERIFY(interface != nullptr);
    QVERIFY(interface->tableInterface() != nullptr);
    QCOMPARE(interface->tableInterface()->rowCount(), 1);
    QCOMPARE(interface->tableInterface()->cellAt(0, 1)->text(QAccessible::Name), text);
}

std::unique_ptr<QObject> makeGridTest() {
    return std::make_unique<GridTest>();
}

#include "gridtest.moc"
