#include "core/analysis/bootstrap.h"
#include "core/analysis/corruptionerror.h"
#include "core/analysis/divergence.h"

#include <QTest>

#include <cmath>
#include <string>
#include <vector>

using namespace vitrine::analysis;

/// Worked examples of the metrics of the robustness specification, section 9.2.
class RobustnessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bandOfKnownSpread();
    void bandsRepeat();
    void bandOfFewValues();
    void mcnemar();
    void corruptionErrorOfAlexNetIsOne();
    void corruptionErrorNeedsAllFifteen();
    void divergences();
};

void RobustnessTest::bandOfKnownSpread() {
    // 400 values, half 0 and half 1: the mean's standard deviation is 0.5 ÷ √400 = 0.025.
    std::vector<double> values(400);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = i % 2 == 0 ? 0 : 1;
    }
    const Band band = bootstrapMean(values, 4000, 1);
    QCOMPARE(band.value, 0.5);
    QCOMPARE(band.count, std::size_t{400});
    QVERIFY(std::abs(band.low - (0.5 - 1.96 * 0.025)) < 0.004);
    QVERIFY(std::abs(band.high - (0.5 + 1.96 * 0.025)) < 0.004);
}

void RobustnessTest::bandsRepeat() {
    const std::vector<double> values{1, 2, 4, 8, 16};
    const Band a = bootstrapMean(values, 500, 3);
    const Band b = bootstrapMean(values, 500, 3);
    QVERIFY(a.low == b.low && a.high == b.high);
    QVERIFY(bootstrapMean(values, 500, 4).low != a.low || bootstrapMean(values, 500, 4).high != a.high);
}

void RobustnessTest::bandOfFewValues() {
    QVERIFY(std::isnan(bootstrapMean({}, 100, 1).value));
    const std::vector<double> one{3};
    const Band band = bootstrapMean(one, 100, 1);
    QVERIFY(band.value == 3 && band.low == 3 && band.high == 3);
    QVERIFY(std::isnan(bootstrapMean(one, 0, 1).low));
}

void RobustnessTest::mcnemar() {
    // 2 · (1 + 10) ÷ 2¹⁰
    QVERIFY(std::abs(mcnemarExact(1, 9) - 22.0 / 1024) < 1e-12);
    QVERIFY(std::abs(mcnemarExact(9, 1) - 22.0 / 1024) < 1e-12);
    QCOMPARE(mcnemarExact(0, 0), 1.0);
    QCOMPARE(mcnemarExact(5, 5), 1.0);
    QVERIFY(std::abs(mcnemarExact(0, 6) - 2.0 / 64) < 1e-12);
}

void RobustnessTest::corruptionErrorOfAlexNetIsOne() {
    std::vector<CorruptionErrors> table;
    for (const char* kind :
         {"gaussian_noise", "shot_noise", "impulse_noise", "defocus_blur", "glass_blur",
          "motion_blur", "zoom_blur", "snow", "frost", "fog", "brightness", "contrast", "elastic",
          "pixelate", "jpeg"}) {
        CorruptionErrors errors{.kind = kind};
        errors.errors.fill(*alexNetError(kind));
        table.push_back(errors);
    }
    QVERIFY(std::abs(*meanCorruptionError(table) - 1) < 1e-12);
    table[3].errors.fill(0);
    QVERIFY(std::abs(*meanCorruptionError(table) - 14.0 / 15) < 1e-12);
}

void RobustnessTest::corruptionErrorNeedsAllFifteen() {
    QVERIFY(!meanCorruptionError({}));
    QVERIFY(!alexNetError("speckle_noise"));
    QVERIFY_EXCEPTION_THROWN((void)corruptionError({.kind = "saturate"}), std::invalid_argument);
}

void RobustnessTest::divergences() {
    const std::vector<double> p{.5, .5, 0};
    const std::vector<double> q{.25, .25, .5};
    QVERIFY(std::abs(kullbackLeibler(p, q) - std::log(2.0)) < 1e-12);
    QVERIFY(std::isinf(kullbackLeibler(q, p)));
    QCOMPARE(kullbackLeibler(q, q), 0.0);
    const std::vector<float> a{.5F, .5F, 0};
    const std::vector<float> b{.25F, .25F, .5F};
    QVERIFY(std::abs(relativeToLargest(jensenShannon(a, b)) - 0.311278) < 1e-6);
    QCOMPARE(jensenShannon(a, b), jensenShannon(b, a));
}

QTEST_APPLESS_MAIN(RobustnessTest)
#include "robustness_test.moc"
