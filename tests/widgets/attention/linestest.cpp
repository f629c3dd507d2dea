#include "tests/widgets/attention/stage.h"
#include "widgets/attention/lines/tokenlines.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

using namespace vitrine;
using namespace vitrine::widgets;

class LinesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStrongestThatMakeUpTheShare();
    void neverMoreThanFourThousand();
    void pointingKeepsTheTokensLines();
    void aClickChoosesTheRow();
    void arrowsWalkTheTokens();
    void longTextsAreFoundOnTheWorker();
    void thresholdChangesPixels();
};

void LinesTest::theStrongestThatMakeUpTheShare() {
    const auto picture = tests::randomPicture(tests::wordsText(10), 1, 1);
    const LinkSet set = *strongestLinks(*picture->trace, {0, 0}, 0.7, {});
    std::vector<float> all;
    for (std::size_t query = 0; query < 12; ++query) {
        const auto row = picture->trace->row({0, 0}, query);
        all.insert(all.end(), row.begin(), row.end());
    }
    std::ranges::sort(all, std::greater());
    double sum = 0;
    std::size_t count = 0;
    while (sum < 0.7 * 12) {
        sum += static_cast<double>(all[count++]);
    }
    QCOMPARE(set.links.size(), count);
    QCOMPARE(set.wanted, count);
    QVERIFY(std::abs(set.mass - sum / 12) < 1e-5);
    for (std::size_t i = 0; i < count; ++i) {
        QCOMPARE(set.links[i].weight, all[i]);
        const auto row = picture->trace->row({0, 0}, set.links[i].query);
        QCOMPARE(row[set.links[i].key], set.links[i].weight);
    }
}

void LinesTest::neverMoreThanFourThousand() {
    const std::size_t n = 100;
    const auto picture = tests::pictureOfHeads(
        tests::wordsText(n - 2), {tests::lookingAt(n, 0, [](std::size_t i) { return i; })});
    const LinkSet set = *strongestLinks(*picture->trace, {0, 0}, 0.9, {});
    QCOMPARE(set.links.size(), kMostLinks);
    QVERIFY(set.wanted > set.links.size());
    QVERIFY(std::abs(set.mass - 0.4) < 1e-3); // 4,000 of 10,000 equal weights
}

void LinesTest::pointingKeepsTheTokensLines() {
    tests::Stage stage;
    TokenLines lines(stage.state, stage.worker);
    stage.state.setPicture(tests::randomPicture(tests::wordsText(6), 1, 3));
    stage.state.setForm(MapForm::Lines);
    tests::show(lines, QSize(500, 400));
    const QImage before = lines.viewport()->grab().toImage();
    tests::moveTo(*lines.viewport(), lines.cellRect(3, 0).center());
    QCOMPARE(stage.state.shownQuery(), std::optional<std::size_t>(3));
    const QImage after = lines.viewport()->grab().toImage();
    QVERIFY(before != after);
    // Pinned heads add slivers of their colours behind the partners.
    const QRect keys(after.width() / 2, 30, after.width() / 2, after.height() - 40);
    const QColor pin = stage.theme.color(Token::PinA);
    QCOMPARE(tests::countOf(after, keys, pin, 6), 0);
    stage.state.togglePin({0, 1});
    tests::moveTo(*lines.viewport(), lines.cellRect(4, 0).center());
    QVERIFY(tests::countOf(lines.viewport()->grab().toImage(), keys, pin, 6) > 10);
}

void LinesTest::aClickChoosesTheRow() {
    tests::Stage stage;
    TokenLines lines(stage.state, stage.worker);
    stage.state.setPicture(tests::randomPicture(tests::wordsText(6), 1, 1));
    tests::show(lines, QSize(500, 400));
    QTest::mouseClick(lines.viewport(), Qt::LeftButton, {}, lines.cellRect(2, 0).center());
    QCOMPARE(stage.state.selectedQuery(), std::optional<std::size_t>(2));
    QTest::mouseClick(lines.viewport(), Qt::LeftButton, {}, lines.cellRect(5, 1).center());
    QCOMPARE(stage.state.selectedKey(), std::optional<std::size_t>(5));
}

void LinesTest::arrowsWalkTheTokens() {
    tests::Stage stage;
    TokenLines lines(stage.state, stage.worker);
    stage.state.setPicture(tests::randomPicture(tests::wordsText(60), 1, 1));
    tests::show(lines, QSize(500, 300));
    lines.moveCursorTo(0, 0);
    for (int step = 0; step < 50; ++step) {
        QTest::keyClick(&lines, Qt::Key_Down);
    }
    QCOMPARE(lines.cursorCell(), QPoint(0, 50));
    QVERIFY2(lines.viewport()->rect().contains(lines.cellRect(50, 0).center()),
             "the cursor is scrolled into view");
    QTest::keyClick(&lines, Qt::Key_Right);
    QCOMPARE(stage.state.shownKey(), std::optional<std::size_t>(50));
    QVERIFY(lines.cellText(50, 0).startsWith(QStringLiteral("query “w49”")));
}

void LinesTest::longTextsAreFoundOnTheWorker() {
    tests::Stage stage;
    TokenLines lines(stage.state, stage.worker);
    const std::size_t n = 200;
    stage.state.setPicture(tests::pictureOfHeads(tests::wordsText(n - 2),
                                                 {tests::randomHead(n, 4, 3)}));
    tests::show(lines, QSize(500, 400));
    QTRY_VERIFY(!lines.links().links.empty());
    QVERIFY(lines.countText().contains(QStringLiteral("lines make up")));
}

void LinesTest::thresholdChangesPixels() {
    tests::Stage stage;
    TokenLines lines(stage.state, stage.worker);
    stage.state.setPicture(tests::randomPicture(tests::wordsText(8), 1, 1));
    tests::show(lines, QSize(500, 400));
    const QImage few = lines.viewport()->grab().toImage();
    const std::size_t before = lines.links().links.size();
    stage.state.setLinkMass(0.99);
    QVERIFY(lines.links().links.size() > before);
    QVERIFY(lines.viewport()->grab().toImage() != few);
}

std::unique_ptr<QObject> makeLinesTest() {
    return std::make_unique<LinesTest>();
}

#include "linestest.moc"
