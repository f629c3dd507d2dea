#include "widgets/foundation/colour/colourmap.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

// Copies of 4 MB in a millisecond on a free core of the slowest machine we know.
constexpr double kCopies = 3.5;

} // namespace

class SpeedTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void paintsAMegacell_data();
    void paintsAMegacell();
};

void SpeedTest::paintsAMegacell_data() {
    QTest::addColumn<Response>("response");
    QTest::addColumn<double>("limit"); // ms
    QTest::addRow("square root") << Response::SquareRoot << 1.0;
    QTest::addRow("linear") << Response::Linear << 1.0;
    QTest::addRow("log") << Response::Log << 1.5;
}

// 1,024² floats to ARGB: a millisecond on a free core (a half more for logarithms). Where other
// work slows the machine, a copy of the same memory tells by how much.
void SpeedTest::paintsAMegacell() {
    QFETCH(Response, response);
    QFETCH(double, limit);
    Grid grid(1024, 1024);
    for (std::size_t i = 0; i < grid.values().size(); ++i) {
        grid.values()[i] = static_cast<float>((i * 2654435761U) % 10007) / 10007.0F;
    }
    const RampPointer ramp = builtInRamp(QStringLiteral("viridis")).value();
    const ColourMap map(*ramp, {.response = response});
    std::vector<float> copied(grid.values().size());
    QImage image;
    double paint = 1e9;
    double copy = 1e9;
    const auto milliseconds = [](const QElapsedTimer& timer) {
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    };
    for (int round = 0; round < 400 && paint > limit; ++round) {
        QElapsedTimer timer;
        timer.start();
        std::ranges::copy(grid.values(), copied.begin());
        copy = std::min(copy, milliseconds(timer));
        timer.start();
        map.paintInto(image, grid);
        paint = std::min(paint, milliseconds(timer));
        QCOMPARE(image.width(), 1024);
        QVERIFY(copied.back() == grid.values().back());
    }
    qInfo("%.2f ms, copying %.2f ms", paint, copy);
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
    QVERIFY(paint <= std::max(limit, kCopies * limit * copy));
#endif
}

QTEST_MAIN(SpeedTest)
#include "speed_test.moc"
