#include "core/analysis/rollout.h"
#include "tests/core/analysis/fixtures.h"

#include <QTest>

#include <numeric>

using namespace vitrine;
using namespace vitrine::analysis;
using namespace vitrine::tests;

class RolloutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheFullProduct();
    void keepsAllMass();
    void causalRowsLookBack();
    void identityGivesTheQuery();
    void oneLayerIsHalfTheRow();
    void startsWhereAsked();
    void discardsTheSmallest();
    void discardKeepsTheClassToken();
    void fusesHeads();
    void stopsWhenAsked();
    void refusesWhatDoesNotFit();
};

namespace {

using Layers = std::vector<std::shared_ptr<const Grid>>;

Layers randomLayers(std::size_t count, std::size_t tokens, bool causal, std::uint64_t seed) {
    Random random(seed);
    Layers layers;
    for (std::size_t layer = 0; layer < count; ++layer) {
        layers.push_back(randomMap(tokens, causal, random));
    }
    return layers;
}

/// The matrix product of the definition, in double.
std::vector<double> fullProductRow(const Layers& layers, std::size_t query) {
    const std::size_t tokens = layers.front()->rows();
    std::vector<double> product(tokens * tokens, 0.0);
    for (std::size_t index = 0; index < tokens; ++index) {
        product[index * tokens + index] = 1;
    }
    for (const auto& layer : layers) {
        std::vector<double> next(tokens * tokens, 0.0);
        for (std::size_t i = 0; i < tokens; ++i) {
            for (std::size_t k = 0; k < tokens; ++k) {
                const double mixed =
                    0.5 * static_cast<double>(layer->at(i, k)) + (i == k ? 0.5 : 0.0);
                for (std::size_t j = 0; j < tokens; ++j) {
                    next[i * tokens + j] += mixed * product[k * tokens + j];
                }
            }
        }
        product = next;
    }
    const auto begin = product.begin() + static_cast<std::ptrdiff_t>(query * tokens);
    return {begin, begin + static_cast<std::ptrdiff_t>(tokens)};
}

double largestDifference(const std::vector<float>& found, const std::vector<double>& expected) {
    double largest = found.size() == expected.size() ? 0 : 1;
    for (std::size_t index = 0; index < found.size() && index < expected.size(); ++index) {
        largest =
            std::max(largest, std::abs(static_cast<double>(found[index]) - expected[index]));
    }
    return largest;
}

std::shared_ptr<const Grid> gridOf(std::size_t rows, std::size_t columns,
                                   std::vector<float> values) {
    return std::make_shared<Grid>(rows, columns, std::move(values));
}

} // namespace

void RolloutTest::equalsTheFullProduct() {
    for (const std::uint64_t seed : {1, 2, 3}) {
        for (const std::size_t tokens : {1, 2, 7, 30}) {
            for (const bool causal : {false, true}) {
                const Layers layers = randomLayers(5, tokens, causal, seed);
                for (std::size_t query = 0; query < tokens; ++query) {
                    const auto row = rollout(layers, query);
                    QVERIFY(row.ok());
                    QVERIFY(largestDifference(*row, fullProductRow(layers, query)) < 1e-6);
                }
            }
        }
    }
}

void RolloutTest::keepsAllMass() {
    const Layers layers = randomLayers(12, 101, false, 4);
    for (const float discard : {0.0F, 0.3F, 0.9F}) {
        const auto row = rollout(layers, 50, {.discard = discard});
        const double mass = std::accumulate(row->begin(), row->end(), 0.0);
        QVERIFY(std::abs(mass - 1) < 1e-5);
        QVERIFY(std::ranges::all_of(*row, [](float value) { return value >= 0; }));
    }
}

void RolloutTest::causalRowsLookBack() {
    const Layers layers = randomLayers(6, 40, true, 5);
    for (const std::size_t query : {0, 13, 39}) {
        const auto row = rollout(layers, query);
        for (std::size_t key = query + 1; key < 40; ++key) {
            QCOMPARE(row->at(key), 0.0F);
        }
        QVERIFY(std::abs(std::accumulate(row->begin(), row->end(), 0.0) - 1) < 1e-5);
    }
}

void RolloutTest::identityGivesTheQuery() {
    Grid identity(9, 9);
    for (std::size_t index = 0; index < 9; ++index) {
        identity.at(index, index) = 1;
    }
    const Layers layers(4, std::make_shared<Grid>(identity));
    const auto row = rollout(layers, 6);
    for (std::size_t key = 0; key < 9; ++key) {
        QCOMPARE(row->at(key), key == 6 ? 1.0F : 0.0F);
    }
}

void RolloutTest::oneLayerIsHalfTheRow() {
    const Layers layers = randomLayers(1, 21, false, 6);
    const auto row = rollout(layers, 8);
    for (std::size_t key = 0; key < 21; ++key) {
        const float expected = 0.5F * layers[0]->at(8, key) + (key == 8 ? 0.5F : 0.0F);
        QVERIFY(std::abs(row->at(key) - expected) < 1e-7F);
    }
}

void RolloutTest::startsWhereAsked() {
    const Layers layers = randomLayers(5, 12, false, 7);
    const auto partial = rollout(layers, 3, {.startLayer = 2});
    const auto alone = rollout(std::span(layers).subspan(2), 3);
    QVERIFY(*partial == *alone);
    const auto none = rollout(layers, 3, {.startLayer = 5});
    QCOMPARE(none->at(3), 1.0F);
}

void RolloutTest::discardsTheSmallest() {
    // 40 % of five visible entries are two: 0.05 and 0.1 go, the rest is divided by 0.85.
    const Layers layers{gridOf(6, 6, {0.1F, 0.3F, 0.05F, 0.35F, 0.2F, 0, //
                                      0, 1, 0, 0, 0, 0,                  //
                                      0, 0, 1, 0, 0, 0,                  //
                                      0, 0, 0, 1, 0, 0,                  //
                                      0, 0, 0, 0, 1, 0,                  //
                                      0, 0, 0, 0, 0, 1})};
    const auto row = rollout(layers, 0, {.discard = 0.4F});
    const std::vector<double> expected{0.5, 0.15 / 0.85, 0, 0.175 / 0.85, 0.1 / 0.85, 0};
    QVERIFY(largestDifference(*row, expected) < 1e-6);
}

void RolloutTest::discardKeepsTheClassToken() {
    const Layers layers{gridOf(2, 2, {0.1F, 0.9F, 0.5F, 0.5F})};
    const auto dropped = rollout(layers, 1, {.discard = 0.5F});
    QVERIFY(largestDifference(*dropped, {0, 1}) < 1e-6);
    const auto kept = rollout(layers, 0, {.discard = 0.5F, .keptColumn = 0});
    // Of two entries one must go: the class token's stays, small as it is.
    QVERIFY(largestDifference(*kept, {1, 0}) < 1e-6);
}

void RolloutTest::fusesHeads() {
    const Layers heads{gridOf(2, 2, {0.2F, 0.8F, 0, 0}), gridOf(2, 2, {0.6F, 0.4F, 0, 0})};
    const auto near = [](const Grid& found, const std::vector<double>& expected) {
        const std::vector<float> values(found.values().begin(), found.values().end());
        return largestDifference(values, expected) < 1e-6;
    };
    QVERIFY(near(fuseHeads(heads, HeadFusion::Mean), {0.4, 0.6, 0, 0}));
    QVERIFY(near(fuseHeads(heads, HeadFusion::Max), {0.6 / 1.4, 0.8 / 1.4, 0, 0}));
    QVERIFY(near(fuseHeads(heads, HeadFusion::Min), {0.2 / 0.6, 0.4 / 0.6, 0, 0}));
    QVERIFY_EXCEPTION_THROWN((void)fuseHeads({}, HeadFusion::Mean), std::invalid_argument);
    const Layers unequal{gridOf(1, 2, {0, 1}), gridOf(2, 1, {0, 1})};
    QVERIFY_EXCEPTION_THROWN((void)fuseHeads(unequal, HeadFusion::Max), std::invalid_argument);
}

void RolloutTest::stopsWhenAsked() {
    const Layers layers = randomLayers(6, 10, false, 8);
    std::stop_source stop;
    std::vector<std::int64_t> reported;
    const Tick tick(stop.get_token(), [&](const Progress& progress) {
        reported.push_back(progress.done);
        if (progress.done == 3) {
            stop.request_stop();
        }
    });
    QVERIFY(rollout(layers, 0, {}, tick).cancelled());
    QCOMPARE(reported, (std::vector<std::int64_t>{1, 2, 3}));
}

void RolloutTest::refusesWhatDoesNotFit() {
    const Layers layers = randomLayers(2, 4, false, 9);
    QVERIFY_EXCEPTION_THROWN((void)rollout(layers, 4), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)rollout({}, 0), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)rollout(layers, 0, {.discard = 1.0F}), std::invalid_argument);
    Layers unequal = layers;
    unequal.push_back(std::make_shared<Grid>(4, 5));
    QVERIFY_EXCEPTION_THROWN((void)rollout(unequal, 0), std::invalid_argument);
}

QTEST_APPLESS_MAIN(RolloutTest)
#include "rollout_test.moc"
