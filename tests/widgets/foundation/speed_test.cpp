#include "widgets/foundation/colour/colourmap.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace vitrine;
using namespace vitrine::widgets;

class SpeedTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paintsAMegacell_data();
    void paintsAMegacell();
};

void SpeedTest::paintsAMegacell_data() {
    QTest::addColumn<Response>("response");
    QTest::addColumn<qint64>("limit"); // ns
    QTest::addRow("square root") << Response::SquareRoot << qint64(1'000'000);
    QTest::addRow("linear") << Response::Linear << qint64(1'000'000);
    QTest::addRow("log") << Response::Log << qint64(1'500'000);
}

// 1,024² floats to ARGB: at most a millisecond (a half more for logarithms) in the best of 400 rounds
// of an optimised build; other work on the machine may spoil most of them.
void SpeedTest::paintsAMegacell() {
    QFETCH(Response, response);
    QFETCH(qint64, limit);
    Grid grid(1024, 1024);
    for (std::size_t i = 0; i < grid.values().size(); ++i) {
        grid.values()[i] = static_cast<float>((i * 2654435761U) % 10007) / 10007.0F;
    }
    const RampPointer ramp = builtInRamp(QStringLiteral("viridis")).value();
    const ColourMap map(*ramp, {.response = response});
    QImage image;
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < 400 && best > limit; ++round) {
        QElapsedTimer timer;
        timer.start();
        map.paintInto(image, grid);
        best = std::min(best, timer.nsecsElapsed());
        QCOMPARE(image.width(), 1024);
    }
    qInfo("%.2f ms", static_cast<double>(best) / 1e6);
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
    QVERIFY(best <= limit);
#endif
}

QTEST_MAIN(SpeedTest)
#include "speed_test.moc"
