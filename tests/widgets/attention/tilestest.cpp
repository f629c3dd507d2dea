#include "tests/widgets/attention/mapfixture.h"
#include "widgets/attention/map/rowsummary.h"

#include <QApplication>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <memory>
#include <semaphore>

using namespace vitrine;
using namespace vitrine::widgets;
using Fixture = tests::MapFixture;
using tests::onePeak;

/// Zoom, pan and maps that are larger than their place.
class TilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pointingNeverWaitsForAMap();
    void percentileInBandsEqualsTheExactOne();
    void zoomKeepsTheCellUnderThePointer();
    void whatIsPaintedIsWhatIsHit();
    void aSingleOneStaysVisible_data();
    void aSingleOneStaysVisible();
    void newestPictureWins();
};

void TilesTest::pointingNeverWaitsForAMap() {
    Fixture view;
    // The worker is busy for as long as the test wants.
    std::binary_semaphore release(0);
    auto job = std::make_shared<Worker::Job>();
    job->run = [&release](std::stop_token) { release.acquire(); };
    view.worker.submit(job);
    const std::size_t n = 300; // larger than what is read at once
    view.state.setPicture(tests::pictureOfHeads(tests::wordsText(n - 2), {onePeak(n, 40, 200)}));
    tests::show(view.map, QSize(700, 700));
    QVERIFY2(!view.map.complete(), "the tiles cannot be there yet");
    view.map.moveCursorTo(40, 200);
    QVERIFY(view.map.readOut());
    QCOMPARE(view.map.readOut()->value, QStringLiteral("1.0000"));
    release.release();
    QTRY_VERIFY(view.map.grab().width() > 0 && view.map.complete());
}

void TilesTest::percentileInBandsEqualsTheExactOne() {
    const std::size_t n = 600; // three bands
    const auto picture = tests::pictureOfHeads(tests::wordsText(n - 2), {tests::randomHead(n, 3, 5)},
                                               engine::MaskRule::Causal);
    const engine::Trace& trace = *picture->trace;
    const RowSummary exact = summariseRows(*trace.map({0, 0}, {0, n}, {0, n}, {}), trace, 0);
    const RowSummary banded = *summariseRows(trace, {0, 0}, Tick());
    QCOMPARE(banded.maxima, exact.maxima);
    // Bins of 2⁻¹⁶ of the root.
    QVERIFY(std::abs(std::sqrt(banded.percentile) - std::sqrt(exact.percentile)) < 1.0 / 65'000);
}

void TilesTest::zoomKeepsTheCellUnderThePointer() {
    Fixture view;
    view.state.setPicture(tests::randomPicture(tests::wordsText(40), 1, 1));
    tests::show(view.map, QSize(520, 520));
    const QPoint place = view.middleOf(20, 30);
    const double before = view.map.frame().pitch();
    QWheelEvent wheel(place, view.map.mapToGlobal(place), {}, QPoint(0, 360), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view.map, &wheel);
    QVERIFY(view.map.frame().pitch() > before * 1.5);
    QCOMPARE(view.map.cellAt(place), QPoint(30, 20));
    QTest::keyClick(&view.map, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(view.map.frame().pitch(), before);
}

void TilesTest::whatIsPaintedIsWhatIsHit() {
    Fixture view;
    view.state.setPicture(tests::pictureOfHeads(tests::wordsText(38), {onePeak(40, 21, 13)}));
    tests::show(view.map, QSize(520, 520));
    // Scales that are no whole number of pixels a cell.
    for (const double factor : {1.37, 1.21, 1.55}) {
        view.map.zoomAt(view.middleOf(21, 13), factor);
        const QImage image = view.shot();
        const QRect canvas = view.map.canvasRect();
        for (int y = canvas.top() + 2; y < canvas.bottom() - 2; y += 3) {
            for (int x = canvas.left() + 2; x < canvas.right() - 2; x += 3) {
                const bool dark = qGray(image.pixel(x, y)) < 60;
                QCOMPARE(dark, view.map.cellAt({x, y}) == QPoint(13, 21));
            }
        }
    }
}

void TilesTest::aSingleOneStaysVisible_data() {
    QTest::addColumn<int>("tokens");
    QTest::addColumn<double>("zoom");
    QTest::newRow("700, whole") << 700 << 1.0;
    QTest::newRow("4096, whole") << 4'096 << 1.0;
    QTest::newRow("4096, between levels") << 4'096 << 1.7;
    QTest::newRow("4096, nearer") << 4'096 << 6.0;
    QTest::newRow("4096, cells") << 4'096 << 60.0;
}

void TilesTest::aSingleOneStaysVisible() {
    QFETCH(int, tokens);
    QFETCH(double, zoom);
    Fixture view;
    const auto n = static_cast<std::size_t>(tokens);
    const int query = tokens * 5 / 8 + 1;
    const int key = tokens / 3 + 1;
    // The head mean of a large oracle is dear: one head only.
    view.state.setPicture(tests::pictureOfHeads(
        tests::wordsText(n - 2),
        {onePeak(n, static_cast<std::size_t>(query), static_cast<std::size_t>(key), 40)}));
    tests::show(view.map, QSize(500, 500));
    view.map.zoomAt(view.map.pointOf(QPointF(key + 0.5, query + 0.5)), zoom);
    QTRY_VERIFY_WITH_TIMEOUT(view.map.grab().width() > 0 && view.map.complete(), 60'000);
    const QPoint pixel = tests::darkest(view.shot(), view.map.canvasRect());
    QVERIFY2(qGray(view.shot().pixel(pixel)) < 60, "a weight of 1 is the dark end of the ramp");
    const QPoint expected = view.map.pointOf(QPointF(key + 0.5, query + 0.5)).toPoint();
    // A pooled cell covers up to two pixels.
    QVERIFY2((pixel - expected).manhattanLength() <= 2 + view.map.frame().pitch(),
             qPrintable(QStringLiteral("%1 %2").arg(pixel.x()).arg(expected.x())));
}

void TilesTest::newestPictureWins() {
    Fixture view;
    tests::show(view.map, QSize(500, 500));
    std::shared_ptr<const study::TracePicture> last;
    const std::size_t n = 200;
    for (std::size_t turn = 0; turn < 20; ++turn) {
        last = tests::pictureOfHeads(tests::wordsText(n - 2), {onePeak(n, turn * 9, turn * 7)});
        view.state.setPicture(last);
        QApplication::processEvents();
    }
    QTRY_VERIFY(view.map.grab().width() > 0 && view.map.complete());
    const QPoint cell = view.map.cellAt(tests::darkest(view.shot(), view.map.canvasRect()));
    QVERIFY(std::abs(cell.x() - 19 * 7) <= 1 && std::abs(cell.y() - 19 * 9) <= 1);
}

std::unique_ptr<QObject> makeTilesTest() {
    return std::make_unique<TilesTest>();
}

#include "tilestest.moc"
