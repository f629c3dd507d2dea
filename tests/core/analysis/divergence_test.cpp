#include "core/analysis/divergence.h"
#include "tests/core/analysis/fixtures.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::analysis;
using namespace vitrine::tests;

class DivergenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownValues();
    void equalsTheDefinition();
    void isSymmetricAndBounded();
    void leavesOutMaskedRows();
    void comparesAllHeads();
    void stopsWhenAsked();
};

namespace {

using Row = std::vector<float>;

/// ½ KL(P‖M) + ½ KL(Q‖M), letter by letter.
double definition(const Row& p, const Row& q) {
    const auto kl = [](const Row& a, const Row& b, const Row& other) {
        double sum = 0;
        for (std::size_t key = 0; key < a.size(); ++key) {
            const double m = (static_cast<double>(b[key]) + static_cast<double>(other[key])) / 2;
            sum += a[key] > 0
                       ? static_cast<double>(a[key]) * std::log(static_cast<double>(a[key]) / m)
                       : 0;
        }
        return sum;
    };
    return 0.5 * kl(p, p, q) + 0.5 * kl(q, p, q);
}

} // namespace

void DivergenceTest::knownValues() {
    QCOMPARE(jensenShannon(Row{0.5F, 0.5F}, Row{0.5F, 0.5F}), 0.0);
    QCOMPARE(jensenShannon(Row{1, 0}, Row{0, 1}), std::numbers::ln2);
    QCOMPARE(relativeToLargest(jensenShannon(Row{1, 0}, Row{0, 1})), 1.0);
    // By hand: ½ ln(4/3) + ½ (½ ln(2/3) + ½ ln 2).
    const double expected =
        0.5 * std::log(4.0 / 3) + 0.25 * std::log(2.0 / 3) + 0.25 * std::log(2.0);
    QVERIFY(std::abs(jensenShannon(Row{1, 0}, Row{0.5F, 0.5F}) - expected) < 1e-12);
    QVERIFY_EXCEPTION_THROWN((void)jensenShannon(Row{1}, Row{0.5F, 0.5F}), std::invalid_argument);
}

void DivergenceTest::equalsTheDefinition() {
    Random random(1);
    for (int round = 0; round < 20; ++round) {
        const auto p = randomMap(31, round % 2 == 0, random);
        const auto q = randomMap(31, round % 2 == 0, random);
        double sum = 0;
        for (std::size_t row = 0; row < 31; ++row) {
            const Row a(p->row(row).begin(), p->row(row).end());
            const Row b(q->row(row).begin(), q->row(row).end());
            sum += definition(a, b);
        }
        QVERIFY(std::abs(jensenShannon(*p, *q) - sum / 31) < 1e-9);
    }
}

void DivergenceTest::isSymmetricAndBounded() {
    Random random(2);
    const auto p = randomMap(50, false, random);
    const auto q = randomMap(50, false, random);
    QCOMPARE(jensenShannon(*p, *q), jensenShannon(*q, *p));
    QVERIFY(jensenShannon(*p, *q) > 0 && jensenShannon(*p, *q) < std::numbers::ln2);
    QCOMPARE(jensenShannon(*p, *p), 0.0);
}

void DivergenceTest::leavesOutMaskedRows() {
    const Grid p(3, 2, {1, 0, 0, 0, 0.5F, 0.5F});
    const Grid q(3, 2, {0, 1, 1, 0, 0.5F, 0.5F});
    QCOMPARE(jensenShannon(p, q), std::numbers::ln2 / 2);
    QVERIFY(std::isnan(jensenShannon(Grid(2, 2), Grid(2, 2))));
    QVERIFY_EXCEPTION_THROWN((void)jensenShannon(Grid(2, 2), Grid(2, 3)), std::invalid_argument);
}

void DivergenceTest::comparesAllHeads() {
    Random random(3);
    std::vector<std::shared_ptr<const Grid>> heads;
    for (int head = 0; head < 5; ++head) {
        heads.push_back(randomMap(12, false, random));
    }
    heads.push_back(heads[1]);
    const auto distances = headDivergences(heads);
    QVERIFY(distances.ok());
    for (std::size_t a = 0; a < 6; ++a) {
        QCOMPARE(distances->at(a, a), 0.0F);
        for (std::size_t b = 0; b < 6; ++b) {
            QCOMPARE(distances->at(a, b), distances->at(b, a));
            QCOMPARE(distances->at(a, b), static_cast<float>(jensenShannon(*heads[a], *heads[b])));
        }
    }
    QCOMPARE(distances->at(1, 5), 0.0F);
    QVERIFY(headDivergences({})->empty());
}

void DivergenceTest::stopsWhenAsked() {
    Random random(4);
    const std::vector<std::shared_ptr<const Grid>> heads(8, randomMap(5, false, random));
    std::stop_source stop;
    const Tick tick(stop.get_token(), [&](const Progress& progress) {
        if (progress.done == 2) {
            stop.request_stop();
        }
    });
    QVERIFY(headDivergences(heads, tick).cancelled());
}

QTEST_APPLESS_MAIN(DivergenceTest)
#include "divergence_test.moc"
