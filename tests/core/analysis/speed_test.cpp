#include "core/analysis/headstatistics.h"
#include "core/analysis/rollout.h"
#include "tests/core/analysis/fixtures.h"

#include <QTest>

#include <algorithm>
#include <ctime>
#include <functional>
#include <numeric>

using namespace vitrine;
using namespace vitrine::analysis;
using namespace vitrine::tests;

/// Times are compared with a plain loop over the same numbers in the same run.
class SpeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allStatistics_data();
    void allStatistics();
    void rolloutOfOneQuery();
};

namespace {

/// The least processor time of seven runs, in milliseconds.
double milliseconds(const std::function<void()>& work) {
    double least = 1e9;
    for (int run = 0; run < 7; ++run) {
        timespec begin{};
        timespec end{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
        work();
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
        least = std::min(least, static_cast<double>(end.tv_sec - begin.tv_sec) * 1e3 +
                                    static_cast<double>(end.tv_nsec - begin.tv_nsec) / 1e6);
    }
    return least;
}

volatile float sink = 0;

} // namespace

void SpeedTest::allStatistics_data() {
    QTest::addColumn<bool>("specials");
    QTest::newRow("without special tokens") << false;
    QTest::newRow("with special tokens") << true;
}

/// The bar is 0.1 s for the 147,456 rows of 144 heads at 1,024 tokens, of which a sixteenth is
/// measured. Adding one number after the other takes about as long for the same rows.
void SpeedTest::allStatistics() {
    QFETCH(bool, specials);
    constexpr std::size_t kTokens = 1024;
    constexpr std::size_t kRows = 9 * 1024;
    Axis axis;
    Random random(1);
    for (std::size_t index = 0; index < kTokens; ++index) {
        axis.tokens.push_back(
            tokenOf(random.below(400), specials && (index == 0 || index + 1 == kTokens)));
    }
    const auto context = std::make_shared<RowContext>(axis);
    const auto none = [](std::size_t, std::size_t) { return false; };
    const Head head = randomHead(8, kTokens, 1, random, none);
    const double plain = milliseconds([&] {
        for (std::size_t row = 0; row < kRows; ++row) {
            const auto values = head.weights.row(row % 8);
            sink = std::accumulate(values.begin(), values.end(), 0.0F);
        }
    });
    const double all = milliseconds([&] {
        HeadStatistics statistics(context);
        for (std::size_t row = 0; row < kRows; ++row) {
            statistics.add({.weights = head.weights.row(row % 8),
                            .scores = head.scores.row(row % 8),
                            .logSumExp = head.logSumExp[row % 8],
                            .query = row % kTokens,
                            .end = kTokens});
        }
        sink = statistics.means()[0];
    });
    qInfo("all statistics of 147,456 rows: %.0f ms; one sum alone, in order: %.0f ms", 16 * all,
          16 * plain);
    QVERIFY(all < 1.5 * plain);
}

/// The bar is 10 ms for twelve layers of 1,024 tokens.
void SpeedTest::rolloutOfOneQuery() {
    Random random(2);
    std::vector<std::shared_ptr<const Grid>> layers;
    for (int layer = 0; layer < 12; ++layer) {
        layers.push_back(std::make_shared<Grid>(1024, 1024, 1.0F / 1024));
    }
    const double plain = milliseconds([&] {
        for (const auto& layer : layers) {
            sink = std::accumulate(layer->values().begin(), layer->values().end(), 0.0F);
        }
    });
    const double row = milliseconds([&] { sink = rollout(layers, 7)->front(); });
    qInfo("rollout: %.1f ms; one sum over the layers: %.1f ms", row, plain);
    QVERIFY(row < 1.5 * plain);
}

QTEST_APPLESS_MAIN(SpeedTest)
#include "speed_test.moc"
