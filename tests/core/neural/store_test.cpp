#include "core/neural/capture/attentionstore.h"
#include "core/neural/capture/fusedattention.h"
#include "core/neural/capture/scan.h"
#include "core/neural/capture/tile.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/fusedcheck.h"
#include "tests/core/neural/tests.h"

#include <QTest>

#include <cmath>
#include <limits>

namespace vitrine::tests {

namespace {

// fp32 exponentials and sums against double, for scores of a few nats.
constexpr double kTolerance = 1e-6;

} // namespace

/// Rebuilt rows, columns, maps and tiles against the textbook softmax.
class StoreTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rebuilds_data();
    void rebuilds();
    void rowWithoutVisibleKeyIsZero();
    void tilesPoolTheMap();
    void nanStaysNan();
    void cancels();
    void fusedKernelsAgree_data();
    void fusedKernelsAgree();
};

void StoreTest::rebuilds_data() {
    QTest::addColumn<int>("queries");
    QTest::addColumn<int>("keys");
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("causal");
    QTest::addColumn<bool>("padded");
    QTest::addColumn<float>("spread");
    const auto row = [](const char* name, int queries, int keys, int width, bool causal = false,
                        bool padded = false, float spread = 1) {
        QTest::newRow(name) << queries << keys << width << causal << padded << spread;
    };
    row("one token", 1, 1, 8);
    row("one key", 7, 1, 8);
    row("prime lengths", 13, 17, 5);
    row("more than a block", 131, 131, 64);
    row("causal", 67, 67, 32, true);
    row("causal, one token", 1, 1, 3, true);
    row("padded", 19, 19, 16, false, true);
    row("causal and padded", 70, 70, 16, true, true);
    row("sharp", 33, 33, 16, false, false, 2);
    row("flat", 33, 33, 16, false, false, 1e-4F);
}

void StoreTest::rebuilds() {
    QFETCH(int, queries);
    QFETCH(int, keys);
    QFETCH(int, width);
    QFETCH(bool, causal);
    QFETCH(bool, padded);
    QFETCH(float, spread);
    StoreShape shape{.batch = 2,
                     .heads = 3,
                     .queries = static_cast<std::size_t>(queries),
                     .keys = static_cast<std::size_t>(keys),
                     .width = static_cast<std::size_t>(width),
                     .rule = causal ? engine::MaskRule::Causal : engine::MaskRule::None,
                     .spread = spread};
    if (padded) {
        shape.keyVisible.assign(2 * shape.keys, 1);
        for (std::size_t key = 0; key < shape.keys; key += 3) {
            shape.keyVisible[shape.keys + key] = 0; // the second text hides every third key
        }
    }
    const neural::AttentionStore store = randomStore(shape, 7);
    for (std::size_t batch = 0; batch < 2; ++batch) {
        for (std::size_t head = 0; head < 3; ++head) {
            const auto map = neural::scanMap(store, batch, head, {0, shape.queries},
                                             {0, shape.keys}, Tick());
            const double tolerance = roundingAt(largestScore(store, batch, head));
            QVERIFY(map.ok());
            for (std::size_t query = 0; query < shape.queries; ++query) {
                const auto expected = naiveRow(store, batch, head, query);
                std::vector<float> ours(shape.keys);
                store.row(batch, head, query, ours);
                for (std::size_t key = 0; key < shape.keys; ++key) {
                    const double gap = std::max(std::abs(ours[key] - expected[key]),
                                                std::abs(map->at(query, key) - expected[key]));
                    QVERIFY2(gap <= tolerance,
                             qPrintable(QStringLiteral("%1 above %2").arg(gap).arg(tolerance)));
                    if (!store.visible(batch, query, key)) {
                        QCOMPARE(ours[key], 0.0F);
                    }
                }
            }
            std::vector<float> column(shape.queries);
            store.column(batch, head, shape.keys / 2, column);
            for (std::size_t query = 0; query < shape.queries; ++query) {
                QVERIFY(std::abs(column[query] - map->at(query, shape.keys / 2)) <= tolerance);
            }
        }
    }
}

void StoreTest::rowWithoutVisibleKeyIsZero() {
    StoreShape shape{.queries = 4, .keys = 4, .keyVisible = {0, 0, 0, 0}};
    const neural::AttentionStore store = randomStore(shape, 3);
    std::vector<float> row(4, 9.0F);
    store.row(0, 0, 2, row);
    QCOMPARE(row, std::vector<float>(4, 0.0F));
}

void StoreTest::tilesPoolTheMap() {
    constexpr std::size_t kSide = 600; // three tiles a side, the last one cut
    StoreShape shape{.heads = 1,
                     .queries = kSide,
                     .keys = kSide,
                     .width = 8,
                     .rule = engine::MaskRule::Causal};
    const neural::AttentionStore store = randomStore(shape, 11);
    const auto map = neural::scanMap(store, 0, 0, {0, kSide}, {0, kSide}, Tick());
    QVERIFY(map.ok());
    for (const int level : {0, 1, 2}) {
        const std::size_t step = std::size_t{1} << level;
        const engine::TileKey key{.level = level, .x = level == 0 ? 2U : 0U, .y = level == 0 ? 2U : 0U};
        const auto tile = neural::makeTile(store, 0, key, Tick());
        QVERIFY(tile.ok());
        for (std::size_t y = 0; y < tile->rows; ++y) {
            for (std::size_t x = 0; x < tile->columns; ++x) {
                float largest = 0;
                double sum = 0;
                std::size_t count = 0;
                for (std::size_t i = 0; i < step; ++i) {
                    for (std::size_t j = 0; j < step; ++j) {
                        const std::size_t query = (key.y * engine::kTileSide + y) * step + i;
                        const std::size_t column = (key.x * engine::kTileSide + x) * step + j;
                        if (query < kSide && column < kSide) {
                            largest = std::max(largest, map->at(query, column));
                            sum += static_cast<double>(map->at(query, column));
                            ++count;
                        }
                    }
                }
                const auto code = [](double p) { return std::lround(255 * std::sqrt(p)); };
                const std::size_t index = y * tile->columns + x;
                QCOMPARE(static_cast<long>(tile->largest[index]), code(static_cast<double>(largest)));
                // The mean is summed in another order: it may round to the neighbouring code.
                QVERIFY(std::abs(static_cast<long>(tile->average[index]) -
                                 code(sum / static_cast<double>(count))) <= 1);
            }
        }
    }
}

void StoreTest::nanStaysNan() {
    neural::AttentionStore::Parts parts = randomStore({}, 5).parts();
    auto keys = std::make_shared<std::vector<float>>(parts.key.data, parts.key.data + 40);
    (*keys)[0] = std::numeric_limits<float>::quiet_NaN();
    parts.key.data = keys->data();
    parts.key.owner = keys;
    const neural::AttentionStore store(parts);
    std::vector<float> row(5);
    store.row(0, 0, 1, row);
    QVERIFY(std::isnan(row[0]));
    QVERIFY(!std::isnan(row[1]));
}

void StoreTest::cancels() {
    const neural::AttentionStore store = randomStore({.queries = 300, .keys = 300}, 2);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(neural::scanMap(store, 0, 0, {0, 300}, {0, 300}, Tick(stop.get_token())).cancelled());
    QVERIFY(neural::scanHeadMean(store, Tick(stop.get_token())).cancelled());
    QVERIFY(neural::makeTile(store, 0, {}, Tick(stop.get_token())).cancelled());
}

void StoreTest::fusedKernelsAgree_data() {
    QTest::addColumn<int>("mask");
    QTest::newRow("no mask") << static_cast<int>(FusedMask::None);
    QTest::newRow("causal") << static_cast<int>(FusedMask::Causal);
    QTest::newRow("padding") << static_cast<int>(FusedMask::Padding);
    QTest::newRow("causal and padding") << static_cast<int>(FusedMask::CausalAndPadding);
}

void StoreTest::fusedKernelsAgree() {
    QFETCH(int, mask);
    const FusedGap gap = fusedGap(static_cast<FusedMask>(mask));
    QVERIFY2(gap.plainOutput <= kTolerance, qPrintable(QString::number(gap.plainOutput)));
    QVERIFY2(gap.capturedOutput <= kTolerance, qPrintable(QString::number(gap.capturedOutput)));
    // The log-sum-exp is a few units large, so its rounding is a few times that of a probability.
    QVERIFY2(gap.logSumExp <= 2e-6, qPrintable(QString::number(gap.logSumExp)));
}

std::unique_ptr<QObject> makeStoreTest() {
    return std::make_unique<StoreTest>();
}

} // namespace vitrine::tests

#include "store_test.moc"
