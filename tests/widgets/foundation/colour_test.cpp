#include "widgets/foundation/colour/bytekernel.h"
#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/colour/valuerange.h"
#include "widgets/foundation/paint/words.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

std::vector<ColourScale> scales() {
    return {{.low = 0, .high = 1, .response = Response::SquareRoot},
            {.low = 0, .high = 0.99, .response = Response::SquareRoot},
            {.low = 0, .high = 0.4, .response = Response::Linear},
            {.low = 0.1, .high = 0.7, .response = Response::Linear},
            {.low = 0, .high = 1, .response = Response::Log, .floor = 1e-4},
            {.low = 0, .high = 0.5, .response = Response::Log, .floor = 1.0 / 320},
            signedScale(0.6),
            signedScale(3, Response::SquareRoot)};
}

RampPointer viridis() {
    return builtInRamp(QStringLiteral("viridis")).value();
}

} // namespace

class ColourTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void placeAndValueAreInverse();
    void endsAndMiddle();
    void kernelAgreesWithScalar();
    void paintsCells();
    void paintsCodes();
    void marks();
    void ticks_data();
    void ticks();
    void ranges();
    void rules();
    void numbers_data();
    void numbers();
    void textOverHeat();
    void emptyAndDegenerate();
};

void ColourTest::placeAndValueAreInverse() {
    for (const ColourScale& scale : scales()) {
        for (int i = 1; i <= 100; ++i) {
            const double place = i / 100.0;
            QVERIFY(std::abs(scale.position(scale.value(place)) - place) < 1e-9);
        }
    }
}

void ColourTest::endsAndMiddle() {
    for (const ColourScale& scale : scales()) {
        QCOMPARE(scale.position(scale.high), 1.0);
        QCOMPARE(scale.position(scale.high * 3), 1.0);
        QCOMPARE(scale.position(scale.low), 0.0);
        QVERIFY(std::isnan(scale.position(kNan)));
        if (scale.isSigned) {
            QCOMPARE(scale.position(0), 0.5);
        }
    }
    QCOMPARE(ColourScale{}.position(0.25), 0.5);
}

void ColourTest::kernelAgreesWithScalar() {
    std::vector<float> values;
    for (int i = -500; i <= 1500; ++i) {
        values.push_back(static_cast<float>(i) / 1000.0F);
        values.push_back(std::pow(10.0F, static_cast<float>(-i) / 200.0F));
    }
    std::vector<std::uint8_t> bytes(values.size());
    for (const ColourScale& scale : scales()) {
        placesAsBytes(values, bytes, scale);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double exact = 255 * scale.position(values[i]);
            // Half a level of rounding; float arithmetic and the polynomial of log2 take a tenth.
            QVERIFY2(
                std::abs(exact - bytes[i]) <= 0.6,
                qPrintable(QStringLiteral("%1: %2, %3").arg(values[i]).arg(exact).arg(bytes[i])));
        }
    }
    const std::vector<float> odd = {kNan, kInfinity, -kInfinity};
    std::vector<std::uint8_t> three(3);
    placesAsBytes(odd, three, {});
    QCOMPARE(three[0], 0);
    QCOMPARE(three[1], 255);
    QCOMPARE(three[2], 0);
}

void ColourTest::paintsCells() {
    const RampPointer ramp = viridis();
    Grid grid(3, 5);
    grid.at(2, 4) = 1;
    grid.at(0, 1) = 0.25F;
    const QImage image = ColourMap(*ramp, {}).paint(grid);
    QCOMPARE(image.size(), QSize(5, 3));
    QCOMPARE(image.pixel(4, 2), ramp->table()[255]);
    QCOMPARE(image.pixel(1, 0), ramp->table()[128]);
    QCOMPARE(image.pixel(0, 0), ramp->table()[0]);
}

void ColourTest::paintsCodes() {
    const RampPointer ramp = viridis();
    const ColourScale scale{.high = 0.5, .response = Response::Linear};
    std::vector<std::uint8_t> codes(256);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        codes[i] = static_cast<std::uint8_t>(i);
    }
    const QImage image = ColourMap(*ramp, scale).paintCodes(codes, 16, 16);
    for (int code = 0; code < 256; ++code) {
        const double probability = (code / 255.0) * (code / 255.0);
        QCOMPARE(image.pixel(code % 16, code / 16), ramp->at(scale.position(probability)));
    }
    QVERIFY_EXCEPTION_THROWN((void)ColourMap(*ramp, scale).paintCodes(codes, 3, 16),
                             std::invalid_argument);
}

void ColourTest::marks() {
    const ColourScale scale{.low = 0, .high = 0.5};
    QCOMPARE(markOf(0.2F, scale), CellMark::None);
    QCOMPARE(markOf(0.5F, scale), CellMark::None);
    QCOMPARE(markOf(0.51F, scale), CellMark::ClippedHigh);
    QCOMPARE(markOf(-0.1F, scale), CellMark::ClippedLow);
    QCOMPARE(markOf(kNan, scale), CellMark::NotANumber);
    QCOMPARE(markOf(kInfinity, scale), CellMark::Infinity);
    QCOMPARE(markOf(-kInfinity, scale), CellMark::MinusInfinity);
}

void ColourTest::ticks_data() {
    QTest::addColumn<ColourScale>("scale");
    QTest::addColumn<QString>("expected");
    QTest::addRow("design") << ColourScale{.high = 0.99}
                            << QStringLiteral("0 0.02 0.25 0.5 0.75 0.99");
    QTest::addRow("one") << ColourScale{} << QStringLiteral("0 0.02 0.25 0.5 0.75 1");
    QTest::addRow("linear") << ColourScale{.high = 0.4, .response = Response::Linear}
                            << QStringLiteral("0 0.1 0.2 0.3 0.4");
    QTest::addRow("log") << ColourScale{.response = Response::Log, .floor = 1e-4}
                         << QStringLiteral("1e-4 0.001 0.01 0.1 1");
    QTest::addRow("signed") << signedScale(0.6) << QStringLiteral("−0.6 −0.25 0 0.25 0.6");
    QTest::addRow("small") << ColourScale{.high = 0.004, .response = Response::Linear}
                           << QStringLiteral("0 0.001 0.002 0.003 0.004");
}

void ColourTest::ticks() {
    QFETCH(ColourScale, scale);
    QFETCH(QString, expected);
    QStringList texts;
    for (const double value : tickValues(scale)) {
        texts.append(tickText(value));
    }
    QCOMPARE(texts.join(u' '), expected);
}

void ColourTest::ranges() {
    const std::vector<float> values = {0.1F, kNan, 0.7F, kInfinity, 0.3F};
    const ValueRange range =
        rangeFromZero(values, RangePolicy::PerLayer, QStringLiteral("layer 3"));
    QCOMPARE(range.low, 0.0);
    QCOMPARE(float(range.high), 0.7F);
    QVERIFY(rangeFromZero({}, RangePolicy::PerHead, {}).high > 0);
    std::vector<float> thousand(1000);
    for (std::size_t i = 0; i < thousand.size(); ++i) {
        thousand[i] = static_cast<float>(1000 - i);
    }
    QCOMPARE(percentile(thousand, 99.5), 995.0);
    QCOMPARE(percentile(thousand, 100), 1000.0);
    QCOMPARE(percentile(thousand, 0), 1.0);
    QCOMPARE(percentile(std::vector<float>{kNan}, 50), 0.0);
}

void ColourTest::rules() {
    const ValueRange layer{0, 0.9874, RangePolicy::PerLayer, QStringLiteral("layer 3")};
    QCOMPARE(ruleText(layer, Response::SquareRoot),
             QStringLiteral("shared, layer 3: 0–0.99, square root"));
    QCOMPARE(ruleText({}, Response::Linear), QStringLiteral("absolute: 0–1, linear"));
    const ValueRange rare{0, 0.0421, RangePolicy::Percentile, QStringLiteral("head 3·1")};
    QCOMPARE(ruleText(rare, Response::Log),
             QStringLiteral("percentile 99.5, head 3·1: 0–0.042, log"));
}

void ColourTest::numbers_data() {
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("expected");
    QTest::addRow("hover") << hoverText(0.495912) << QStringLiteral("0.4959");
    QTest::addRow("hover small") << hoverText(0.00032) << QStringLiteral("3.2e-4");
    QTest::addRow("hover minus") << hoverText(-1.75) << QStringLiteral("−1.7500");
    QTest::addRow("hover zero") << hoverText(0) << QStringLiteral("0");
    QTest::addRow("hover nan") << hoverText(kNan) << QStringLiteral("not a number");
    QTest::addRow("cell") << cellText(0.496) << QStringLiteral(".50");
    QTest::addRow("cell one") << cellText(1) << QStringLiteral("1.0");
    QTest::addRow("cell near one") << cellText(0.996) << QStringLiteral("1.0");
    QTest::addRow("cell minus") << cellText(-0.12) << QStringLiteral("−.12");
    QTest::addRow("cell minus nothing") << cellText(-0.001) << QStringLiteral(".00");
    QTest::addRow("thousands") << countText(30522) << QStringLiteral("30\u2009522");
    QTest::addRow("hundreds") << countText(522) << QStringLiteral("522");
    QTest::addRow("minus thousands") << countText(-1000) << QStringLiteral("−1\u2009000");
    QTest::addRow("fixed") << numberText(-12345.678, 1) << QStringLiteral("−12\u2009345.7");
    QTest::addRow("no minus zero") << numberText(-0.0004, 3) << QStringLiteral("0.000");
    QTest::addRow("bound") << boundText(-std::numeric_limits<double>::infinity())
                           << QStringLiteral("−∞");
}

void ColourTest::numbers() {
    QFETCH(QString, made);
    QFETCH(QString, expected);
    QCOMPARE(made, expected);
}

void ColourTest::textOverHeat() {
    QCOMPARE(textOver(qRgb(0, 0, 0)), qRgb(255, 255, 255));
    QCOMPARE(textOver(qRgb(255, 255, 255)), qRgb(0, 0, 0));
    QVERIFY(std::abs(lightness(qRgb(119, 119, 119)) - 50) < 0.1);
}

void ColourTest::emptyAndDegenerate() {
    const RampPointer ramp = viridis();
    const ColourScale flat{.low = 0, .high = 0};
    QCOMPARE(flat.position(0.3), 0.0);
    QCOMPARE(tickValues(flat).size(), std::size_t(1));
    QVERIFY(ColourMap(*ramp, flat).paint(Grid()).isNull());
    QCOMPARE(ColourMap(*ramp, flat).paint(Grid(1, 1, 5)).pixel(0, 0), ramp->table()[0]);
    QCOMPARE(qAlpha(ColourMap(*ramp, {}).color(kNan)), 0);
    const ColourScale hopeless{.high = 1e-5, .response = Response::Log, .floor = 1e-4};
    QCOMPARE(hopeless.position(1e-5), 0.0);
    QCOMPARE(ColourMap(*ramp, hopeless).paint(Grid(1, 1, 1)).pixel(0, 0), ramp->table()[0]);
}

QTEST_MAIN(ColourTest)
#include "colour_test.moc"
