#include "core/neural/capture/overview.h"

#include "core/analysis/rowstatistics.h"
#include "core/neural/capture/scan.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QTest>

#include <cmath>

namespace vitrine::tests {

namespace {

Axis axisOf(std::size_t length) {
    Axis axis{.name = "text"};
    for (std::size_t index = 0; index < length; ++index) {
        const bool special = index == 0 || index + 1 == length;
        axis.tokens.push_back({.kind = special ? TokenKind::Special : TokenKind::Piece,
                               .id = static_cast<std::int64_t>(index % 11),
                               .special = special});
    }
    return axis;
}

engine::SiteOverview overviewOf(const neural::AttentionStore& store, std::size_t side) {
    const Axis axis = axisOf(store.queries());
    const auto overview = neural::scanOverview(store, {.queries = axis, .keys = axis},
                                               {.thumbnailSize = side}, Tick());
    return overview.ok() ? *overview : engine::SiteOverview{};
}

} // namespace

/// The fused all-heads pass against naive loops over full maps.
class OverviewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thumbnails_data();
    void thumbnails();
    void statistics();
    void headMean();
    void singleBrightCellSurvives();
    void cancels();
};

void OverviewTest::thumbnails_data() {
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("side");
    QTest::newRow("the map itself") << 15 << 64;
    QTest::newRow("exactly the side") << 64 << 64;
    QTest::newRow("pooled, cut at the edge") << 150 << 64;
    QTest::newRow("several blocks") << 333 << 32;
    QTest::newRow("one token") << 1 << 64;
}

void OverviewTest::thumbnails() {
    QFETCH(int, length);
    QFETCH(int, side);
    const auto n = static_cast<std::size_t>(length);
    const neural::AttentionStore store = randomStore({.queries = n, .keys = n, .spread = 2}, 21);
    const engine::SiteOverview overview = overviewOf(store, static_cast<std::size_t>(side));
    QCOMPARE(overview.heads.size(), store.heads());
    for (std::size_t head = 0; head < store.heads(); ++head) {
        const auto map = neural::scanMap(store, 0, head, {0, n}, {0, n}, Tick());
        const Grid& largest = overview.heads[head].largest;
        const Grid& average = overview.heads[head].average;
        QVERIFY(largest.rows() <= static_cast<std::size_t>(side));
        const std::size_t step = (n + static_cast<std::size_t>(side) - 1) / static_cast<std::size_t>(side);
        for (std::size_t y = 0; y < largest.rows(); ++y) {
            for (std::size_t x = 0; x < largest.columns(); ++x) {
                float top = 0;
                double sum = 0;
                int count = 0;
                for (std::size_t i = y * step; i < std::min(n, (y + 1) * step); ++i) {
                    for (std::size_t j = x * step; j < std::min(n, (x + 1) * step); ++j) {
                        top = std::max(top, map->at(i, j));
                        sum += static_cast<double>(map->at(i, j));
                        ++count;
                    }
                }
                QVERIFY(std::abs(largest.at(y, x) - top) <= 1e-6F);
                QVERIFY(std::abs(average.at(y, x) - sum / count) <= 1e-6);
            }
        }
    }
}

void OverviewTest::statistics() {
    const neural::AttentionStore store =
        randomStore({.queries = 140, .keys = 140, .rule = engine::MaskRule::Causal, .spread = 2}, 8);
    const engine::SiteOverview overview = overviewOf(store, 64);
    const std::size_t entropy = analysis::statisticIndex("entropy");
    QVERIFY(entropy < overview.statistics.size());
    QCOMPARE(overview.statistics[entropy], std::string("entropy"));
    for (std::size_t head = 0; head < store.heads(); ++head) {
        double sum = 0;
        int count = 0;
        for (std::size_t query = 1; query < store.queries(); ++query) { // one key: skipped
            double own = 0;
            for (const double p : naiveRow(store, 0, head, query)) {
                own -= p > 0 ? p * std::log(p) : 0;
            }
            sum += own / std::log(static_cast<double>(query + 1));
            ++count;
        }
        QVERIFY(std::abs(overview.heads[head].statistics[entropy] - sum / count) <= 1e-5);
    }
}

void OverviewTest::headMean() {
    const neural::AttentionStore store = randomStore({.heads = 5, .queries = 90, .keys = 90}, 4);
    const auto mean = neural::scanHeadMean(store, Tick());
    QVERIFY(mean.ok());
    for (std::size_t query = 0; query < 90; query += 7) {
        std::vector<double> expected(90, 0.0);
        for (std::size_t head = 0; head < 5; ++head) {
            const auto row = naiveRow(store, 0, head, query);
            for (std::size_t key = 0; key < 90; ++key) {
                expected[key] += row[key] / 5;
            }
        }
        for (std::size_t key = 0; key < 90; ++key) {
            QVERIFY(std::abs(mean->at(query, key) - expected[key]) <= 1e-6);
        }
    }
}

void OverviewTest::singleBrightCellSurvives() {
    // Every query looks evenly at all keys but one, which looks at a single key.
    const std::size_t n = 700;
    neural::AttentionStore::Parts parts =
        randomStore({.heads = 1, .queries = n, .keys = n, .width = 2, .spread = 0}, 1).parts();
    auto query = std::make_shared<std::vector<float>>(2 * n, 0.0F);
    auto key = std::make_shared<std::vector<float>>(2 * n, 0.0F);
    (*query)[2 * 333] = 100;
    (*key)[2 * 555] = 10;
    parts.query.data = query->data();
    parts.query.owner = query;
    parts.key.data = key->data();
    parts.key.owner = key;
    parts.logSumExp[333] = parts.scale * 1000;
    const engine::SiteOverview overview = overviewOf(neural::AttentionStore(parts), 64);
    const std::size_t step = (n + 63) / 64;
    QVERIFY(overview.heads[0].largest.at(333 / step, 555 / step) > 0.99F);
    QVERIFY(overview.heads[0].maximum > 0.99F);
}

void OverviewTest::cancels() {
    const neural::AttentionStore store = randomStore({.queries = 100, .keys = 100}, 2);
    const Axis axis = axisOf(100);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(neural::scanOverview(store, {.queries = axis, .keys = axis}, {},
                                 Tick(stop.get_token()))
                .cancelled());
}

std::unique_ptr<QObject> makeOverviewTest() {
    return std::make_unique<OverviewTest>();
}

} // namespace vitrine::tests

#include "overview_test.moc"
