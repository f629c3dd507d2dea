#include "core/engine/engine.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QTest>

#include <cmath>
#include <numeric>

namespace vitrine::tests {

namespace {

constexpr double kRounding = 2e-5; ///< fp32 sums of a few hundred terms in another order

double largestDifference(std::span<const float> a, std::span<const float> b) {
    double largest = a.size() == b.size() ? 0 : 1e9;
    for (std::size_t index = 0; index < std::min(a.size(), b.size()); ++index) {
        largest = std::max(largest, std::abs(static_cast<double>(a[index]) - b[index]));
    }
    return largest;
}

const std::vector<float>& stepOf(const engine::Walk& walk, const std::string& name, int nth = 0) {
    for (const engine::WalkStep& step : walk.steps) {
        if (step.name == name && nth-- == 0) {
            return step.values;
        }
    }
    static const std::vector<float> none;
    return none;
}

std::vector<float> sum(const std::vector<float>& a, const std::vector<float>& b) {
    std::vector<float> both = a;
    for (std::size_t index = 0; index < both.size() && index < b.size(); ++index) {
        both[index] += b[index];
    }
    return both;
}

} // namespace

/// A position's walk against the kept hidden states and attention rows of a trace.
class WalkTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void embeddingAddsUp();
    void layerLeadsFromStateToState();
    void headMixesValuesByItsWeights();
    void bothHalvesLeadFromStateToState_data();
    void bothHalvesLeadFromStateToState();
    void wrongPlacesAreRefused();

private:
    std::shared_ptr<engine::Model> model_;
    std::shared_ptr<const engine::Trace> trace_;
    const Sample sample_{.name = "walk", .text = "The dog chased the frisbee."};
};

void WalkTest::initTestCase() {
    const auto opened = testEngine().openModel(miniLmFolder(), {.id = "cpu"}, Tick());
    QVERIFY2(opened.ok(), opened.failed() ? qPrintable(text(opened.problem())) : "");
    model_ = *opened;
    const auto traced = model_->trace(sample_, {.hidden = true}, Tick());
    QVERIFY(traced.ok());
    trace_ = *traced;
}

void WalkTest::embeddingAddsUp() {
    const auto hidden = trace_->hidden("text", 0);
    QVERIFY(hidden.ok());
    for (const std::size_t position : {std::size_t{0}, std::size_t{4}, hidden->rows() - 1}) {
        const auto walk = model_->walk(sample_, {.layer = -1, .position = position}, Tick());
        QVERIFY(walk.ok());
        const std::vector<float> added =
            sum(sum(stepOf(*walk, "word"), stepOf(*walk, "type")), stepOf(*walk, "position"));
        QVERIFY(added.size() == hidden->columns());
        QVERIFY(largestDifference(added, stepOf(*walk, "sum")) <= kRounding);
        QVERIFY(largestDifference(walk->steps.back().values, hidden->row(position)) <= kRounding);
    }
    // One id has one word vector, wherever it stands; its position's vector differs.
    const auto first = model_->walk(sample_, {.layer = -1, .position = 1}, Tick());
    const auto second = model_->walk(sample_, {.layer = -1, .position = 4}, Tick());
    QCOMPARE(trace_->axes()[0].tokens[1].id, trace_->axes()[0].tokens[4].id);
    QVERIFY(stepOf(*first, "word") == stepOf(*second, "word"));
    QVERIFY(stepOf(*first, "position") != stepOf(*second, "position"));
}

void WalkTest::layerLeadsFromStateToState() {
    for (const int layer : {0, 3, 5}) {
        const auto before = trace_->hidden("text", layer);
        const auto after = trace_->hidden("text", layer + 1);
        const auto walk = model_->walk(sample_, {.layer = layer, .position = 2}, Tick());
        QVERIFY(walk.ok());
        QVERIFY(largestDifference(stepOf(*walk, "input"), before->row(2)) <= kRounding);
        QVERIFY(largestDifference(walk->steps.back().values, after->row(2)) <= kRounding);
        QVERIFY(largestDifference(sum(stepOf(*walk, "input"), stepOf(*walk, "attention")),
                                  stepOf(*walk, "residual")) <= kRounding);
        QVERIFY(largestDifference(sum(stepOf(*walk, "norm"), stepOf(*walk, "feed-forward")),
                                  stepOf(*walk, "residual", 1)) <= kRounding);
        QCOMPARE(stepOf(*walk, "inner").size(), std::size_t{1536});
    }
}

void WalkTest::headMixesValuesByItsWeights() {
    for (const engine::HeadRef head : {engine::HeadRef{0, 0}, engine::HeadRef{3, 7}}) {
        const std::size_t position = 5;
        const auto walk = model_->walk(
            sample_, {.layer = head.site, .position = position, .head = head.head}, Tick());
        QVERIFY(walk.ok());
        const std::vector<float> weights = trace_->row(head, position);
        QCOMPARE(walk->values.rows(), weights.size());
        std::vector<float> mixed(walk->values.columns());
        for (std::size_t key = 0; key < weights.size(); ++key) {
            for (std::size_t dim = 0; dim < mixed.size(); ++dim) {
                mixed[dim] += weights[key] * walk->values.at(key, dim);
            }
        }
        QVERIFY(largestDifference(mixed, walk->mixed) <= kRounding);
    }
}

void WalkTest::bothHalvesLeadFromStateToState_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("T5") << QString::fromStdString((goldenFolder() / "t5-tied").string())
                        << QStringLiteral("sth eat own hat");
    QTest::newRow("Transformer")
        << QStringLiteral(VITRINE_SOURCE_DIR "/resources/models/translator")
        << QStringLiteral("我是一个学生");
}

// The encoder and the decoder of a model that writes, the embedding and every layer of each.
void WalkTest::bothHalvesLeadFromStateToState() {
    QFETCH(QString, folder);
    QFETCH(QString, sentence);
    const auto opened = testEngine().openModel(folder.toStdString(), {.id = "cpu"}, Tick());
    QVERIFY(opened.ok());
    const Sample sample{.name = "both", .text = sentence.toStdString()};
    const auto trace = (*opened)->trace(sample, {.hidden = true}, Tick());
    QVERIFY(trace.ok());
    constexpr std::size_t kPosition = 2;
    for (const int axis : {0, 1}) {
        const std::string tower = axis == 0 ? "encoder" : "decoder";
        for (int layer = -1; layer < (*opened)->card().layers; ++layer) {
            const auto walk = (*opened)->walk(
                sample, {.axis = axis, .layer = layer, .position = kPosition}, Tick());
            QVERIFY(walk.ok());
            const auto after = (*trace)->hidden(tower, layer + 1);
            QVERIFY(after.ok());
            QVERIFY(largestDifference(walk->steps.back().values, after->row(kPosition)) <=
                    kRounding);
            const bool looksAcross = !stepOf(*walk, "cross-attention").empty();
            QCOMPARE(looksAcross, axis == 1 && layer >= 0);
        }
    }
    QVERIFY((*opened)->walk(sample, {.axis = 1, .layer = 0, .position = 99}, Tick()).failed());
    QVERIFY_EXCEPTION_THROWN((void)(*opened)->walk(sample, {.axis = 2}, Tick()),
                             std::invalid_argument);
}

void WalkTest::wrongPlacesAreRefused() {
    const auto walk = [&](const engine::WalkRequest& request) {
        return model_->walk(sample_, request, Tick());
    };
    QVERIFY_EXCEPTION_THROWN((void)walk({.layer = 6}), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)walk({.axis = 1}), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)walk({.layer = 0, .head = 12}), std::invalid_argument);
    QVERIFY(walk({.layer = 0, .position = 99}).failed());
}

std::unique_ptr<QObject> makeWalkTest() {
    return std::make_unique<WalkTest>();
}

} // namespace vitrine::tests

#include "walk_test.moc"
