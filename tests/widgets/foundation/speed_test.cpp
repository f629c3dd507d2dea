#include "tests/support/pace.h"
#include "widgets/foundation/colour/colourmap.h"

#include <QTest>

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
    QTest::addColumn<double>("limit"); // ms
    QTest::addRow("square root") << Response::SquareRoot << 1.0;
    QTest::addRow("linear") << Response::Linear << 1.0;
    QTest::addRow("log") << Response::Log << 1.5;
}

// 1,024² floats to ARGB: a millisecond on a free core (a half more for logarithms).
void SpeedTest::paintsAMegacell() {
    QFETCH(Response, response);
    QFETCH(double, limit);
    Grid grid(1024, 1024);
    for (std::size_t i = 0; i < grid.values().size(); ++i) {
        grid.values()[i] = static_cast<float>((i * 2654435761U) % 10007) / 10007.0F;
    }
    const RampPointer ramp = builtInRamp(QStringLiteral("viridis")).value();
    const ColourMap map(*ramp, {.response = response});
    QImage image;
    const double paint = tests::quickest(400, limit, [&](int) { map.paintInto(image, grid); });
    QCOMPARE(image.width(), 1024);
    qInfo("%.2f ms", paint);
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
    QVERIFY(paint <= limit);
#endif
}

QTEST_MAIN(SpeedTest)
#include "speed_test.moc"
