#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/colour/ramp.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

using namespace vitrine::widgets;

namespace {

using Triple = std::array<double, 3>;

double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double companded(double value) {
    const double clamped = std::clamp(value, 0.0, 1.0);
    return clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * std::pow(clamped, 1 / 2.4) - 0.055;
}

Triple linearOf(QRgb color) {
    return {linear(qRed(color) / 255.0), linear(qGreen(color) / 255.0),
            linear(qBlue(color) / 255.0)};
}

// Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB (attention.md 12.8).
using Matrix = std::array<Triple, 3>;
constexpr std::array<Matrix, 3> kMachado = {{
    {{{0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}}},
}};

Triple seen(const Matrix& eye, const Triple& rgb) {
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column) {
            result[row] += eye[row][column] * rgb[column];
        }
        result[row] = std::clamp(result[row], 0.0, 1.0);
    }
    return result;
}

// CIE L*a*b* (D65) of linear sRGB.
Triple lab(const Triple& rgb) {
    const Triple xyz = {0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2],
                        0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2],
                        0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]};
    const Triple white = {0.95047, 1.0, 1.08883};
    Triple f{};
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = xyz[i] / white[i];
        f[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
    return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

double deltaE(const Triple& a, const Triple& b) {
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

RampPointer ramp(const char* name) {
    const vitrine::Outcome<RampPointer> outcome = builtInRamp(QString::fromLatin1(name));
    return outcome ? *outcome : nullptr;
}

} // namespace

/// The colour tables: what attention.md 12.9 asks of them.
class RampsTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void sequentialLightnessIsMonotone_data();
    void sequentialLightnessIsMonotone();
    void irisIsItsFormula();
    void divergingEndsAreEqual_data();
    void divergingEndsAreEqual();
    void everyEyeTellsThemApart_data();
    void everyEyeTellsThemApart();
    void refusesBrokenTables_data();
    void refusesBrokenTables();
    void looksUpPlaces();
};

void RampsTest::sequentialLightnessIsMonotone_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("last");
    QTest::addColumn<double>("slack");
    QTest::addRow("iris") << QByteArray("iris") << 98.9 << 10.1 << 0.0;
    QTest::addRow("viridis") << QByteArray("viridis") << 14.9 << 90.9 << -0.04;
}

void RampsTest::sequentialLightnessIsMonotone() {
    QFETCH(QByteArray, name);
    QFETCH(double, first);
    QFETCH(double, last);
    QFETCH(double, slack);
    const RampPointer table = ramp(name.constData());
    QVERIFY(table != nullptr);
    QVERIFY(std::abs(lightness(table->table().front()) - first) < 0.06);
    QVERIFY(std::abs(lightness(table->table().back()) - last) < 0.06);
    const double direction = last > first ? 1 : -1;
    const auto level = [&](std::size_t i) { return direction * lightness(table->table()[i]); };
    for (std::size_t i = 1; i < 256; ++i) {
        // Rounding the public viridis to 8 bits costs it up to 0.04 L* at four entries.
        QVERIFY2(level(i) - level(i - 1) > slack, qPrintable(QString::number(i)));
        QVERIFY2(i < 2 || level(i) > level(i - 2), qPrintable(QString::number(i)));
    }
}

// Recomputes the OKLCH formula of DESIGN 2 and compares every entry.
void RampsTest::irisIsItsFormula() {
    const RampPointer table = ramp("iris");
    for (std::size_t i = 0; i < 256; ++i) {
        const double x = static_cast<double>(i) / 255;
        const double level = 0.99 - 0.76 * x;
        const double chroma = 0.006 + 0.118 * std::sin(std::numbers::pi * std::pow(0.92 * x, 0.95));
        const double hue = (262 + 46 * x) * std::numbers::pi / 180;
        const double a = chroma * std::cos(hue);
        const double b = chroma * std::sin(hue);
        const double l = std::pow(level + 0.3963377774 * a + 0.2158037573 * b, 3);
        const double m = std::pow(level - 0.1055613458 * a - 0.0638541728 * b, 3);
        const double s = std::pow(level - 0.0894841775 * a - 1.2914855480 * b, 3);
        const Triple rgb = {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
        const QRgb entry = table->table()[i];
        const Triple stored = {double(qRed(entry)), double(qGreen(entry)), double(qBlue(entry))};
        for (std::size_t c = 0; c < 3; ++c) {
            // Half a step of rounding, and a little for the last bits of pow.
            QVERIFY(std::abs(stored[c] - 255 * companded(rgb[c])) <= 0.501);
        }
    }
}

void RampsTest::divergingEndsAreEqual_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<double>("ends");
    QTest::addRow("vik") << QByteArray("vik") << 16.2;
    QTest::addRow("berlin") << QByteArray("berlin") << 73.2;
}

void RampsTest::divergingEndsAreEqual() {
    QFETCH(QByteArray, name);
    QFETCH(double, ends);
    const RampPointer table = ramp(name.constData());
    QVERIFY(table != nullptr);
    const double low = lightness(table->table().front());
    const double high = lightness(table->table().back());
    QVERIFY2(std::abs(low - high) <= 3, qPrintable(QStringLiteral("%1 %2").arg(low).arg(high)));
    QVERIFY(std::abs(low - ends) < 0.5);
    QVERIFY(std::abs(high - ends) < 0.5);
    // The middle is the extreme of lightness: zero is the page.
    const double middle = lightness(table->table()[128]);
    const double direction = middle > low ? 1 : -1;
    for (std::size_t i = 1; i < 128; ++i) {
        const double left = lightness(table->table()[i]) - lightness(table->table()[i - 1]);
        const double right =
            lightness(table->table()[255 - i]) - lightness(table->table()[256 - i]);
        QVERIFY(direction * left > -0.2); // 8-bit entries wobble by a tenth
        QVERIFY(direction * right > -0.2);
    }
}

void RampsTest::everyEyeTellsThemApart_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("diverging");
    QTest::addRow("iris") << QByteArray("iris") << false;
    QTest::addRow("viridis") << QByteArray("viridis") << false;
    QTest::addRow("vik") << QByteArray("vik") << true;
    QTest::addRow("berlin") << QByteArray("berlin") << true;
}

// Sequential: eight equal steps apart by ΔE ≥ 5 each, ends by ≥ 50. Diverging: the two signs at
// full and half size apart by ≥ 20, for every eye.
void RampsTest::everyEyeTellsThemApart() {
    QFETCH(QByteArray, name);
    QFETCH(bool, diverging);
    const RampPointer table = ramp(name.constData());
    for (const Matrix& eye : kMachado) {
        const auto at = [&](std::size_t i) { return lab(seen(eye, linearOf(table->table()[i]))); };
        if (diverging) {
            QVERIFY2(deltaE(at(0), at(255)) >= 20,
                     qPrintable(QString::number(deltaE(at(0), at(255)))));
            QVERIFY2(deltaE(at(64), at(191)) >= 20,
                     qPrintable(QString::number(deltaE(at(64), at(191)))));
            continue;
        }
        QVERIFY(deltaE(at(0), at(255)) >= 50);
        for (std::size_t step = 0; step < 8; ++step) {
            QVERIFY2(deltaE(at(step * 255 / 8), at((step + 1) * 255 / 8)) >= 5,
                     qPrintable(QString::number(step)));
        }
    }
}

void RampsTest::refusesBrokenTables_data() {
    QTest::addColumn<QByteArray>("text");
    QByteArray good("red,green,blue\n");
    for (int i = 0; i < 256; ++i) {
        good += "1,2,3\n";
    }
    QTest::addRow("short") << good.left(good.size() - 6);
    QTest::addRow("long") << good + "1,2,3\n";
    QTest::addRow("empty") << QByteArray();
    QByteArray outside = good;
    outside.replace(15, 5, "1,2,256");
    QTest::addRow("out of range") << outside;
    QByteArray word = good;
    word.replace(15, 5, "1,2,x");
    QTest::addRow("not a number") << word;
    QByteArray four = good;
    four.replace(15, 5, "1,2,3,4");
    QTest::addRow("four columns") << four;
}

void RampsTest::refusesBrokenTables() {
    QFETCH(QByteArray, text);
    const vitrine::Outcome<RampPointer> outcome = parseRamp(text, QStringLiteral("test.csv"));
    QVERIFY(outcome.failed());
    QVERIFY(outcome.problem().where.starts_with("test.csv"));
}

void RampsTest::looksUpPlaces() {
    const RampPointer table = ramp("viridis");
    QCOMPARE(table->at(0), table->table()[0]);
    QCOMPARE(table->at(1), table->table()[255]);
    QCOMPARE(table->at(7), table->table()[255]);
    QCOMPARE(table->at(-1), table->table()[0]);
    QCOMPARE(table->at(std::nan("")), table->table()[0]);
    QCOMPARE(table->at(0.5), table->table()[128]);
    QVERIFY(builtInRamp(QStringLiteral("jet")).failed());
}

QTEST_MAIN(RampsTest)
#include "ramps_test.moc"
