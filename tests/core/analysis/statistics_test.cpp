#include "core/analysis/headstatistics.h"
#include "core/analysis/rowstatistics.h"
#include "tests/core/analysis/fixtures.h"
#include "tests/core/analysis/naive.h"

#include <QTest>

#include <set>

using namespace vitrine;
using namespace vitrine::analysis;
using namespace vitrine::tests;

class StatisticsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tableIsWellFormed();
    void uniformIsOne();
    void oneHotIsZero();
    void equalsNaiveLoops_data();
    void equalsNaiveLoops();
    void entropyThroughLogSumExpEqualsTheDirectOne();
    void survivesSinksThatHoldNearlyAll();
    void knowsPatterns();
    void leavesOutWhatIsUndefined();
    void crossAttentionHasNoPositions();
    void mergesLikeOne();
    void longRowsLoseNothing();
    void refusesRowsThatDoNotFit();
};

namespace {

/// The means of a head as the all-heads pass gets them.
std::vector<float> means(const Axis& axis, const Head& head, bool causal, bool withScores = true) {
    HeadStatistics statistics(std::make_shared<RowContext>(axis));
    for (std::size_t query = 0; query < axis.size(); ++query) {
        statistics.add({.weights = head.weights.row(query),
                        .scores = withScores ? head.scores.row(query) : std::span<const float>(),
                        .logSumExp = head.logSumExp[query],
                        .query = query,
                        .end = causal ? query + 1 : axis.size()});
    }
    return statistics.means();
}

double column(const std::vector<float>& values, std::string_view id) {
    return static_cast<double>(values.at(statisticIndex(id)));
}

Axis plainAxis(std::size_t tokens) {
    Axis axis;
    for (std::size_t index = 0; index < tokens; ++index) {
        axis.tokens.push_back(tokenOf(static_cast<std::int64_t>(index)));
    }
    return axis;
}

/// [CLS] words with repetitions [SEP] words [SEP] and padding behind.
Axis richAxis(std::size_t tokens, std::size_t pads, Random& random) {
    Axis axis;
    for (std::size_t index = 0; index < tokens; ++index) {
        const bool pad = index + pads >= tokens;
        const bool special = index == 0 || index == tokens / 2 || index + pads + 1 == tokens;
        axis.tokens.push_back(
            tokenOf(static_cast<std::int64_t>(special ? 1000 : random.below(9)), special, pad));
    }
    return axis;
}

} // namespace

void StatisticsTest::tableIsWellFormed() {
    std::set<std::string> ids;
    for (const StatisticColumn& entry : statisticColumns()) {
        QVERIFY2(ids.insert(entry.id).second, entry.id.c_str());
        QVERIFY(!entry.statistic->label.empty());
        QVERIFY(entry.statistic->tooltip.ends_with("."));
        QCOMPARE(statisticColumns().at(statisticIndex(entry.id)).id, entry.id);
    }
    QCOMPARE(statisticIndex("no such"), static_cast<std::size_t>(-1));
    QVERIFY(ids.contains("entropy") && ids.contains("entropy-without-sinks"));
    QVERIFY(!ids.contains("sink-mass-without-sinks"));
}

void StatisticsTest::uniformIsOne() {
    for (const std::size_t tokens : {2, 3, 7, 16, 61}) {
        for (const bool causal : {false, true}) {
            const Head head = softmaxOf([&] {
                Grid scores(tokens, tokens, 3.5F);
                for (std::size_t query = 0; causal && query < tokens; ++query) {
                    std::fill(scores.row(query).begin() + static_cast<std::ptrdiff_t>(query) + 1,
                              scores.row(query).end(), kMasked);
                }
                return scores;
            }());
            const auto values = means(plainAxis(tokens), head, causal);
            // A few roundings of a weight and of a score of 3.5.
            QVERIFY(std::abs(column(values, "entropy") - 1) < 2e-6);
            QVERIFY(std::abs(column(values, "coherence")) < 2e-6);
            const double visible = causal ? static_cast<double>(tokens + 1) / 2
                                          : static_cast<double>(tokens);
            QVERIFY(std::abs(column(values, "effective-keys") / visible - 1) < 1e-5);
        }
    }
}

void StatisticsTest::oneHotIsZero() {
    constexpr std::size_t kTokens = 37;
    Grid scores(kTokens, kTokens, -200.0F);
    for (std::size_t query = 0; query < kTokens; ++query) {
        scores.at(query, (query * 5) % kTokens) = 10.0F;
    }
    const auto values = means(plainAxis(kTokens), softmaxOf(std::move(scores)), false);
    QCOMPARE(column(values, "entropy"), 0.0);
    QCOMPARE(column(values, "coherence"), 1.0);
    QCOMPARE(column(values, "effective-keys"), 1.0);
    QCOMPARE(column(values, "max-weight"), 1.0);
}

void StatisticsTest::equalsNaiveLoops_data() {
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("pads");
    QTest::addColumn<bool>("causal");
    QTest::addColumn<bool>("withScores");
    QTest::addColumn<float>("spread");
    for (const int tokens : {1, 2, 5, 16, 17, 67, 131}) {
        for (const int pads : {0, 1, 9}) {
            for (const bool causal : {false, true}) {
                for (const bool withScores : {true, false}) {
                    if (pads < tokens) {
                        QTest::addRow("%d tokens, %d pads%s%s", tokens, pads,
                                      causal ? ", causal" : "", withScores ? "" : ", no scores")
                            << tokens << pads << causal << withScores << (pads == 1 ? 6.0F : 1.5F);
                    }
                }
            }
        }
    }
}

void StatisticsTest::equalsNaiveLoops() {
    QFETCH(int, tokens);
    QFETCH(int, pads);
    QFETCH(bool, causal);
    QFETCH(bool, withScores);
    QFETCH(float, spread);
    Random random(static_cast<std::uint64_t>(tokens * 100 + pads));
    const Axis axis =
        richAxis(static_cast<std::size_t>(tokens), static_cast<std::size_t>(pads), random);
    const auto masked = [&](std::size_t query, std::size_t key) {
        return axis.tokens[key].pad || (causal && key > query);
    };
    const Head head = randomHead(axis.size(), axis.size(), spread, random, masked);
    const auto values = means(axis, head, causal, withScores);
    for (const StatisticColumn& entry : statisticColumns()) {
        const double expected =
            Naive(axis, head, causal, entry.sinks).mean(std::string(entry.statistic->id));
        const double found = column(values, entry.id);
        QCOMPARE(std::isnan(found), std::isnan(expected));
        // Weights have 24 bits; scores of about 20 are rounded by 2e-6, which the entropy takes
        // over once. Distances and effective keys are compared relative to their size.
        const double tolerance = 5e-6 * std::max(1.0, std::abs(expected));
        QVERIFY2(std::isnan(expected) || std::abs(found - expected) <= tolerance,
                 (entry.id + ": " + std::to_string(found) + ", expected " +
                  std::to_string(expected))
                     .c_str());
    }
}

void StatisticsTest::entropyThroughLogSumExpEqualsTheDirectOne() {
    Random random(5);
    const Axis axis = plainAxis(203);
    const auto none = [](std::size_t, std::size_t) { return false; };
    for (const float spread : {0.1F, 1.0F, 5.0F, 20.0F}) {
        const Head head = randomHead(axis.size(), axis.size(), spread, random, none);
        const double through = column(means(axis, head, false, true), "entropy");
        const double direct = column(means(axis, head, false, false), "entropy");
        QVERIFY(std::abs(through - direct) < 5e-6);
    }
}

/// A head that puts all but a millionth on [SEP]: what is left is still described to five digits.
void StatisticsTest::survivesSinksThatHoldNearlyAll() {
    Axis axis = plainAxis(40);
    axis.tokens[39] = tokenOf(102, true);
    Random random(6);
    Grid scores(40, 40);
    for (std::size_t query = 0; query < 40; ++query) {
        for (std::size_t key = 0; key < 40; ++key) {
            scores.at(query, key) = key == 39 ? 18.0F : random.normal();
        }
    }
    const Head head = softmaxOf(std::move(scores));
    const auto values = means(axis, head, false);
    QVERIFY(column(values, "sink-mass") > 0.99999);
    const double expected = Naive(axis, head, false, Sinks::Removed).mean("entropy");
    QVERIFY(expected > 0.5);
    QVERIFY(std::abs(column(values, "entropy-without-sinks") - expected) < 1e-5);
}

void StatisticsTest::knowsPatterns() {
    // a b c a b c: every query looks at one key.
    Axis axis;
    for (int index = 0; index < 6; ++index) {
        axis.tokens.push_back(tokenOf(index % 3));
    }
    const auto looking = [&](const std::vector<int>& keys) {
        Grid weights(6, 6);
        for (std::size_t query = 0; query < 6; ++query) {
            if (keys[query] >= 0) {
                weights.at(query, static_cast<std::size_t>(keys[query])) = 1;
            }
        }
        return means(axis, {Grid(), std::vector<float>(6), weights}, false, false);
    };
    QCOMPARE(column(looking({0, 0, 1, 2, 3, 4}), "previous-token"), 1.0);
    QCOMPARE(looking({0, 0, 1, 2, 3, 4}).at(statisticIndex("distance")), 5.0F / 6);
    QCOMPARE(column(looking({0, 1, 2, 3, 4, 5}), "self"), 1.0);
    QCOMPARE(column(looking({1, 2, 3, 4, 5, 5}), "next-token"), 1.0);
    QCOMPARE(column(looking({0, 0, 0, 0, 0, 0}), "first-token"), 1.0);
    QCOMPARE(column(looking({3, 4, 5, 0, 1, 2}), "duplicate-token"), 1.0);
    // c at 2 has its other occurrence at the end, nothing follows it: five queries count.
    QCOMPARE(column(looking({4, 5, 0, 1, 2, 3}), "induction"), 1.0);
    QCOMPARE(column(looking({0, 0, 1, 2, 3, 4}), "induction"), 0.0);
}

void StatisticsTest::leavesOutWhatIsUndefined() {
    // One token: it sees one key, so there is no entropy, no other token.
    const auto one = means(plainAxis(1), softmaxOf(Grid(1, 1, 2.0F)), false);
    QVERIFY(std::isnan(column(one, "entropy")));
    QVERIFY(std::isnan(column(one, "previous-token")));
    QVERIFY(std::isnan(column(one, "sink-mass")));
    QCOMPARE(column(one, "self"), 1.0);
    QCOMPARE(column(one, "effective-keys"), 1.0);

    // A causal head never sees the next token.
    Random random(8);
    const auto future = [](std::size_t query, std::size_t key) { return key > query; };
    const auto causal = means(plainAxis(9), randomHead(9, 9, 1, random, future), true);
    QVERIFY(std::isnan(column(causal, "next-token")));
    QVERIFY(std::isnan(column(causal, "duplicate-token")));

    // Patches have no vocabulary: that they share an id makes none the same token as another.
    Axis patches = plainAxis(6);
    for (AxisToken& token : patches.tokens) {
        token.kind = TokenKind::Patch;
        token.id = 0;
    }
    const auto pictured = means(patches, softmaxOf(Grid(6, 6, 2.0F)), false);
    QVERIFY(std::isnan(column(pictured, "duplicate-token")));
    QVERIFY(std::isnan(column(pictured, "induction")));
    QCOMPARE(column(pictured, "entropy"), 1.0);

    // Only padding: no row counts.
    Axis pads;
    pads.tokens = {tokenOf(0, true, true), tokenOf(0, true, true)};
    for (const float value : means(pads, softmaxOf(Grid(2, 2, kMasked)), false)) {
        QVERIFY(std::isnan(value));
    }

    // Only special tokens: nothing is left without them.
    Axis specials;
    specials.tokens = {tokenOf(101, true), tokenOf(102, true)};
    const auto bare = means(specials, softmaxOf(Grid(2, 2, 0.0F)), false);
    QCOMPARE(column(bare, "sink-mass"), 1.0);
    QVERIFY(std::isnan(column(bare, "max-weight-without-sinks")));
}

void StatisticsTest::crossAttentionHasNoPositions() {
    const Axis queries = plainAxis(4);
    Axis keys = plainAxis(7);
    keys.tokens[6] = tokenOf(1, true);
    const RowContext context(queries, keys);
    Random random(9);
    const auto none = [](std::size_t, std::size_t) { return false; };
    const Head head = randomHead(4, 7, 1, random, none);
    const auto values = rowStatistics(context, {.weights = head.weights.row(2),
                                                .scores = head.scores.row(2),
                                                .logSumExp = head.logSumExp[2],
                                                .query = 2,
                                                .end = 7});
    for (const char* id : {"previous-token", "self", "next-token", "distance", "induction",
                           "duplicate-token", "distance-without-sinks"}) {
        QVERIFY2(std::isnan(values.at(statisticIndex(id))), id);
    }
    QCOMPARE(values.at(statisticIndex("sink-mass")),
             static_cast<double>(head.weights.at(2, 6)));
    QCOMPARE(values.at(statisticIndex("first-token")),
             static_cast<double>(head.weights.at(2, 0)));
    QVERIFY(values.at(statisticIndex("entropy")) > 0);
}

void StatisticsTest::mergesLikeOne() {
    Random random(10);
    const Axis axis = richAxis(50, 4, random);
    const auto masked = [&](std::size_t, std::size_t key) { return axis.tokens[key].pad; };
    const Head head = randomHead(50, 50, 2, random, masked);
    const auto context = std::make_shared<RowContext>(axis);
    HeadStatistics first(context);
    HeadStatistics second(context);
    for (std::size_t query = 0; query < 50; ++query) {
        (query < 20 ? first : second)
            .add({.weights = head.weights.row(query),
                  .scores = head.scores.row(query),
                  .logSumExp = head.logSumExp[query],
                  .query = query,
                  .end = 50});
    }
    first.merge(second);
    const auto whole = means(axis, head, false);
    const auto joined = first.means();
    for (std::size_t index = 0; index < whole.size(); ++index) {
        QVERIFY(std::abs(whole[index] - joined[index]) <= 1e-6F * std::abs(whole[index]) ||
                (std::isnan(whole[index]) && std::isnan(joined[index])));
    }
}

/// 8,192 keys: sums in float lanes must not lose what thousands of small weights add up to.
void StatisticsTest::longRowsLoseNothing() {
    constexpr std::size_t kKeys = 8192;
    const Axis axis = plainAxis(kKeys);
    const RowContext context(axis);
    Random random(11);
    Grid scores(1, kKeys);
    for (float& score : scores.values()) {
        score = 10 + random.normal();
    }
    const Head head = softmaxOf(std::move(scores));
    double entropy = 0;
    double distance = 0;
    for (std::size_t key = 0; key < kKeys; ++key) {
        const auto weight = static_cast<double>(head.weights.at(0, key));
        entropy -= weight * std::log(weight);
        distance += weight * std::abs(static_cast<double>(key) - 5000.0);
    }
    const auto values = rowStatistics(context, {.weights = head.weights.row(0),
                                                .scores = head.scores.row(0),
                                                .logSumExp = head.logSumExp[0],
                                                .query = 5000,
                                                .end = kKeys});
    QVERIFY(std::abs(values.at(statisticIndex("entropy")) - entropy / std::log(8192.0)) < 1e-6);
    QVERIFY(std::abs(values.at(statisticIndex("distance")) / distance - 1) < 1e-6);
}

void StatisticsTest::refusesRowsThatDoNotFit() {
    const RowContext context(plainAxis(3));
    const std::vector<float> two(2, 0.5F);
    const std::vector<float> three(3, 0.3F);
    const auto read = [&](const RowView& row) { (void)rowStatistics(context, row); };
    QVERIFY_EXCEPTION_THROWN(read({.weights = two, .scores = {}, .query = 0, .end = 2}),
                             std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(read({.weights = three, .scores = two, .query = 0, .end = 3}),
                             std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(read({.weights = three, .scores = {}, .query = 3, .end = 3}),
                             std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(read({.weights = three, .scores = {}, .query = 0, .end = 4}),
                             std::invalid_argument);
}

QTEST_APPLESS_MAIN(StatisticsTest)
#include "statistics_test.moc"
