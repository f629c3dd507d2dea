#include "core/study/faithfulness.h"
#include "tests/core/study/countingmodel.h"

#include <QTest>

#include <cmath>
#include <numeric>

namespace vitrine::tests {

namespace {

/// Its score is the sum of fixed weights of the tokens that stay.
class AdditiveModel final : public engine::Model {
public:
    explicit AdditiveModel(std::vector<float> weights)
        : weights_(std::move(weights)) {}

    const engine::ModelCard& card() const override { return card_; }

    std::size_t traceBytes(std::size_t) const override { return 0; }

    Outcome<std::shared_ptr<const engine::Trace>>
    trace(const Sample& sample, const engine::TraceOptions&, const Tick&) override {
        return std::shared_ptr<const engine::Trace>(countingTrace(sample, 1));
    }

    Outcome<engine::OcclusionScores>
    occlude(const engine::Trace&, const engine::OcclusionRequest& request, const Tick&) override {
        engine::OcclusionScores scores{.baseline = "nothing"};
        const Grid& kept = request.kept.front();
        for (std::size_t row = 0; row < kept.rows(); ++row) {
            const auto stays = kept.row(row);
            scores.scores.push_back(
                std::inner_product(stays.begin(), stays.end(), weights_.begin(), 0.0F));
        }
        return scores;
    }

private:
    std::vector<float> weights_;
    engine::ModelCard card_;
};

} // namespace

/// Deletion and insertion curves against what must hold of them.
class FaithfulnessTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void curvesBeginAtTheWhole();
    void theTrueOrderIsBest();
    void anEqualExplanationIsChance();
    void onlyTheFirstTokens();
    void wrongScoresAreRefused();

private:
    static study::Faithfulness measured(const std::vector<float>& weights,
                                        const std::vector<float>& scores, std::uint64_t seed = 0);
};

study::Faithfulness FaithfulnessTest::measured(const std::vector<float>& weights,
                                               const std::vector<float>& scores,
                                               std::uint64_t seed) {
    AdditiveModel model(weights);
    const auto trace = model.trace({.name = "words", .text = "one two three four"}, {}, Tick());
    const auto found = study::faithfulnessOf(model, **trace, {}, scores, {.seed = seed}, Tick());
    return found ? *found : study::Faithfulness{};
}

namespace {

std::size_t tokensOfWords() {
    return countingTrace({.name = "words", .text = "one two three four"}, 1)->axes()[0].size();
}

std::vector<float> risingWeights() {
    std::vector<float> weights(tokensOfWords());
    for (std::size_t token = 0; token < weights.size(); ++token) {
        weights[token] = static_cast<float>((token * 5) % weights.size()) + 1;
    }
    return weights;
}

} // namespace

void FaithfulnessTest::curvesBeginAtTheWhole() {
    const std::vector<float> weights = risingWeights();
    const study::Faithfulness found = measured(weights, weights);
    const double whole = std::accumulate(weights.begin(), weights.end(), 0.0);
    QCOMPARE(found.deletion.front(), whole);
    QCOMPARE(found.negative.front(), whole);
    QCOMPARE(found.randomMean.front(), whole);
    QCOMPARE(found.insertion.back(), whole);
    QCOMPARE(found.insertion.front(), found.deletion.back());
    QCOMPARE(found.shares.front(), 0.0);
    QCOMPARE(found.shares.back(), 1.0);
    QCOMPARE(found.baseline, std::string("nothing"));
    QVERIFY(!found.ofProbability);
}

// On a model that adds up, no order takes away more sooner than that of the weights themselves.
void FaithfulnessTest::theTrueOrderIsBest() {
    const std::vector<float> weights = risingWeights();
    const study::Faithfulness found = measured(weights, weights);
    for (std::size_t point = 0; point < found.shares.size(); ++point) {
        QVERIFY(found.deletion[point] <= found.randomLow[point] + 1e-4);
        QVERIFY(found.negative[point] >= found.randomHigh[point] - 1e-4);
    }
    QVERIFY(found.gain > 1);
    std::vector<float> turned = weights;
    for (float& weight : turned) {
        weight = -weight;
    }
    QVERIFY(measured(weights, turned).gain < -1);
}

void FaithfulnessTest::anEqualExplanationIsChance() {
    const std::vector<float> weights = risingWeights();
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const study::Faithfulness found =
            measured(weights, std::vector<float>(weights.size(), 1.0F), seed);
        QVERIFY2(std::abs(found.gain) < 4, qPrintable(QString::number(found.gain)));
        sum += found.gain;
    }
    QVERIFY2(std::abs(sum / 20) < 1, qPrintable(QString::number(sum / 20)));
    // Where all orders are the same, nothing can be said.
    const std::vector<float> even(weights.size(), 1.0F);
    QVERIFY(std::isnan(measured(even, even).gain));
}

void FaithfulnessTest::onlyTheFirstTokens() {
    const std::vector<float> weights = risingWeights();
    const study::Faithfulness found = measured(weights, weights);
    QCOMPARE(found.changes.size(), std::size_t{5});
    // 1 % of so few is one token: the heaviest that is no special one.
    const float heaviest = *std::max_element(weights.begin() + 1, weights.end() - 1);
    QCOMPARE(found.changes.front().comprehensiveness, static_cast<double>(heaviest));
    const double removable = std::accumulate(weights.begin() + 1, weights.end() - 1, 0.0);
    QCOMPARE(found.changes.front().sufficiency, removable - static_cast<double>(heaviest));
}

void FaithfulnessTest::wrongScoresAreRefused() {
    QVERIFY_EXCEPTION_THROWN((void)measured(risingWeights(), {1, 2}), std::invalid_argument);
}

} // namespace vitrine::tests

QTEST_GUILESS_MAIN(vitrine::tests::FaithfulnessTest)
#include "faithfulness_test.moc"
