#include "core/base/sha256.h"
#include "plugins/pictures/brightness.h"
#include "plugins/pictures/defocusblur.h"
#include "plugins/pictures/gaussiannoise.h"
#include "plugins/pictures/jpeg.h"
#include "tests/plugins/pictures/referencepicture.h"

#include <QTest>

#include <cmath>
#include <memory>
#include <vector>

using namespace vitrine;
using namespace vitrine::pictures;
using namespace vitrine::tests;

/// The golden statistics of the robustness specification, section 5.5.
class GoldenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void referencePictures();
    void large_data();
    void large();
    void small_data();
    void small();
};

namespace {

std::unique_ptr<PictureKind> kindOf(const QByteArray& name) {
    if (name == "gaussian_noise") {
        return std::make_unique<GaussianNoise>();
    }
    if (name == "defocus_blur") {
        return std::make_unique<DefocusBlur>();
    }
    if (name == "brightness") {
        return std::make_unique<Brightness>();
    }
    return std::make_unique<Jpeg>();
}

constexpr int kSeeds = 12;

/// The mean over seeds of what a kind makes of the reference picture.
Statistics measured(const QByteArray& name, int severity, std::size_t side) {
    const auto kind = kindOf(name);
    const auto picture = std::make_shared<const Image>(referencePicture(side));
    const int seeds = kind->record().random ? kSeeds : 1;
    Statistics sum;
    for (int seed = 0; seed < seeds; ++seed) {
        const auto result = perturb::perturb(
            *kind, {.picture = picture},
            {.severity = static_cast<double>(severity), .seed = static_cast<std::uint64_t>(seed)});
        const Statistics one = statisticsOf(*result->sample.picture, *picture);
        sum.psnr += one.psnr / seeds;
        sum.mean += one.mean / seeds;
        sum.deviation += one.deviation / seeds;
    }
    return sum;
}

/// Deterministic kinds ± 0.3 dB; random ones within 3 standard deviations of the mean + 0.2 dB.
double psnrTolerance(bool random, double spread) {
    return random ? 3 * spread / std::sqrt(static_cast<double>(kSeeds)) + 0.2 : 0.3;
}

} // namespace

void GoldenTest::referencePictures() {
    const auto hash = [](const Image& picture) {
        Sha256 sha;
        sha.add(std::as_bytes(picture.pixels()));
        return QByteArray::fromStdString(sha.finishHex());
    };
    QCOMPARE(hash(referencePicture(224)),
             QByteArray("b633a97542a09dca9e06d0dc05b4bf023700e120af6ce7b977db1b9150a8fa90"));
    QCOMPARE(hash(referencePicture(32)),
             QByteArray("164076a3c508aa5e3a057e730bd3742d7ba5f6381d377a824ce96af9dd6eb95b"));
}

void GoldenTest::large_data() {
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("severity");
    QTest::addColumn<double>("psnr");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("deviation");
    const auto rows = [](const char* kind, const std::vector<Statistics>& severities) {
        for (std::size_t i = 0; i < severities.size(); ++i) {
            QTest::addRow("%s %zu", kind, i + 1)
                << QByteArray(kind) << static_cast<int>(i + 1) << severities[i].psnr
                << severities[i].mean << severities[i].deviation;
        }
    };
    rows("gaussian_noise", {{22.46, 120.3, 79.4},
                            {19.15, 120.4, 80.3},
                            {15.97, 120.6, 82.4},
                            {13.24, 121.1, 85.9},
                            {10.72, 122.0, 91.9}});
    rows("defocus_blur", {{20.97, 120.1, 71.7},
                          {19.53, 120.1, 69.1},
                          {17.20, 120.1, 65.0},
                          {15.45, 121.8, 63.4},
                          {14.49, 121.5, 61.8}});
    rows("brightness", {{23.69, 134.5, 83.0},
                        {18.50, 144.7, 84.6},
                        {15.84, 151.9, 85.2},
                        {14.21, 157.0, 85.4},
                        {13.10, 160.6, 85.6}});
    rows("jpeg", {{29.63, 120.7, 78.1},
                  {28.40, 121.0, 78.4},
                  {27.53, 120.8, 77.9},
                  {25.61, 120.5, 78.7},
                  {23.46, 121.0, 79.0}});
}

void GoldenTest::large() {
    QFETCH(QByteArray, kind);
    QFETCH(int, severity);
    QFETCH(double, psnr);
    QFETCH(double, mean);
    QFETCH(double, deviation);
    constexpr double kSpread = 0.02;
    const Statistics found = measured(kind, severity, 224);
    const QString say = QStringLiteral("%1 dB, %2, %3")
                            .arg(found.psnr, 0, 'f', 3)
                            .arg(found.mean, 0, 'f', 2)
                            .arg(found.deviation, 0, 'f', 2);
    const double tolerance = psnrTolerance(kind == "gaussian_noise", kSpread);
    QVERIFY2(std::abs(found.psnr - psnr) <= tolerance, qPrintable(say));
    QVERIFY2(std::abs(found.mean - mean) <= 0.5, qPrintable(say));
    QVERIFY2(std::abs(found.deviation - deviation) <= 0.5, qPrintable(say));
}

void GoldenTest::small_data() {
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("severity");
    QTest::addColumn<double>("psnr");
    const auto rows = [](const char* kind, const std::vector<double>& severities) {
        for (std::size_t i = 0; i < severities.size(); ++i) {
            QTest::addRow("%s %zu", kind, i + 1)
                << QByteArray(kind) << static_cast<int>(i + 1) << severities[i];
        }
    };
    rows("gaussian_noise", {28.45, 25.00, 22.59, 21.61, 20.73});
    rows("defocus_blur", {26.81, 19.49, 16.79, 12.22, 15.04});
    rows("brightness", {30.24, 24.08, 20.92, 18.71, 15.87});
    rows("jpeg", {18.24, 17.94, 17.80, 17.42, 17.26});
}

void GoldenTest::small() {
    QFETCH(QByteArray, kind);
    QFETCH(int, severity);
    QFETCH(double, psnr);
    // 3,072 values instead of 150,528: the spread of the noise is seven times that at 224.
    constexpr double kSpread = 0.14;
    const Statistics found = measured(kind, severity, 32);
    QVERIFY2(std::abs(found.psnr - psnr) <= psnrTolerance(kind == "gaussian_noise", kSpread),
             qPrintable(QString::number(found.psnr)));
}

QTEST_APPLESS_MAIN(GoldenTest)
#include "golden_test.moc"
