#include "core/base/philox.h"
#include "core/engine/engine.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QTest>

#include <cmath>
#include <numeric>

namespace vitrine::tests {

namespace {

std::shared_ptr<Image> speckled(std::size_t side, std::uint64_t seed) {
    auto image = std::make_shared<Image>(side, side);
    Random numbers(seed);
    for (std::uint8_t& value : image->pixels()) {
        value = static_cast<std::uint8_t>(numbers.below(256));
    }
    return image;
}

Sample clipSample() {
    Clip clip;
    for (std::uint64_t frame = 0; frame < 3; ++frame) {
        clip.frames.push_back({.number = static_cast<std::int64_t>(frame),
                               .seconds = 0,
                               .picture = speckled(12, frame + 1)});
    }
    return {.name = "clip", .clip = std::make_shared<const Clip>(std::move(clip))};
}

/// An opened model with a Sample of its kind.
struct Bench {
    std::shared_ptr<engine::Model> model;
    std::shared_ptr<const engine::Trace> trace;

    [[nodiscard]] Outcome<engine::Finding> explain(const engine::ExplainRequest& request) const {
        return model->explain(*trace, request, Tick());
    }
};

Bench benchOf(const std::filesystem::path& folder, const Sample& sample) {
    auto model = testEngine().openModel(folder, {.id = "cpu"}, Tick());
    if (!model) {
        return {};
    }
    auto trace = (*model)->trace(sample, {}, Tick());
    return {.model = *model, .trace = trace.ok() ? *trace : nullptr};
}

Bench benchFor(const QString& kind) {
    if (kind == QLatin1String("t5")) {
        return benchOf(goldenFolder() / "t5-tied", {.name = "letters", .text = "sth eat own hat"});
    }
    if (kind == QLatin1String("vit")) {
        return benchOf(goldenFolder() / "vit-classify",
                       {.name = "picture", .picture = speckled(32, 5)});
    }
    if (kind == QLatin1String("minilm")) {
        return benchOf(miniLmFolder(), {.name = "text", .text = "The dog chased the frisbee."});
    }
    return benchOf(goldenFolder() / kind.toStdString(), clipSample());
}

std::vector<float> vectorOf(const engine::Trace& trace) {
    return trace.predictions().empty() ? std::vector<float>() : trace.predictions().front().vector;
}

// A request that every method of the model can answer.
engine::ExplainRequest requestFor(const Bench& bench, const std::string& method) {
    engine::ExplainRequest request{.method = method, .steps = 8};
    Sample other = bench.trace->sample();
    other.text = "The frisbee chased the dog."; // as many tokens
    if (other.picture != nullptr) {
        other.picture = speckled(32, 6);
    }
    request.other = bench.trace;
    if (bench.model->card().tasks.front() == "embed") {
        const auto second = bench.model->trace(other, {}, Tick());
        request.other = *second;
        request.target.like = vectorOf(*request.other);
    }
    return request;
}

bool finite(std::span<const float> values) {
    return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

} // namespace

/// Explanations and interventions through the border, on whole models.
class ExplainTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMethodAnswers_data();
    void everyMethodAnswers();
    void similarityAddsUp();
    void wrongRequestsAreToldPlainly_data();
    void wrongRequestsAreToldPlainly();
    void cancels();
    void gatesChangeTheTrace();
    void wrongInterventionsAreProblems();
};

void ExplainTest::everyMethodAnswers_data() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"t5", "vit", "minilm", "timesformer-divided", "timesformer-joint",
                             "timesformer-frames"}) {
        QTest::newRow(kind) << kind;
    }
}

void ExplainTest::everyMethodAnswers() {
    QFETCH(QString, kind);
    const Bench bench = benchFor(kind);
    QVERIFY(bench.trace != nullptr);
    QVERIFY(bench.model->methods().size() >= 10);
    for (const engine::ExplainMethod& method : bench.model->methods()) {
        auto request = requestFor(bench, method.id);
        if (method.id == "contribution" && kind.startsWith(QLatin1String("timesformer"))) {
            request.query = 2; // the class token stands in every frame
        }
        const auto finding = bench.explain(request);
        QVERIFY2(finding.ok(), qPrintable(QString::fromStdString(
                                   method.id + ": " +
                                   (finding.failed() ? finding.problem().text() : "cancelled"))));
        QCOMPARE(finding->method, method.id);
        QCOMPARE(finding->note, method.note);
        QCOMPARE(finding->targetName.empty(), !method.target);
        QVERIFY(!finding->scores.empty() || !finding->tables.empty());
        for (const engine::TokenScores& scores : finding->scores) {
            const Axis& axis = bench.trace->axes()[static_cast<std::size_t>(scores.axis)];
            QCOMPARE(scores.values.size(), axis.size());
            QVERIFY2(finite(scores.values), method.id.c_str());
        }
        for (const engine::FindingTable& table : finding->tables) {
            QVERIFY(!table.values.empty());
            QVERIFY2(finite(table.values.values()), table.name.c_str());
            QVERIFY(table.texts.empty() || table.texts.size() == table.values.values().size());
        }
    }
}

// The embedding is a unit vector: y is a cosine, and integrated gradients share out its change.
void ExplainTest::similarityAddsUp() {
    const Bench bench = benchFor(QStringLiteral("minilm"));
    auto request = requestFor(bench, "integrated-gradients");
    request.steps = 0;
    const auto finding = bench.explain(request);
    QVERIFY(finding.ok());
    const std::vector<float> own = vectorOf(*bench.trace);
    const double cosine =
        std::inner_product(own.begin(), own.end(), request.target.like.begin(), 0.0);
    QVERIFY(std::abs(finding->score - cosine) < 1e-5);
    QVERIFY(finding->numbers[2].name == "completeness gap");
    QVERIFY(finding->numbers[2].value < 0.05);
    const auto& values = finding->scores.front().values;
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    QVERIFY(std::abs(sum - finding->numbers[0].value) < 1e-5);
    // Special tokens stay in the baseline, so that they get nothing.
    QCOMPARE(values.front(), 0.0F);
    QCOMPARE(values.back(), 0.0F);
}

void ExplainTest::wrongRequestsAreToldPlainly_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char* kind, const char* method, const char* fault) {
        QTest::addRow("%s, %s, %s", kind, method, fault) << kind << method << fault;
    };
    row("t5", "tea leaves", "There is no method");
    row("minilm", "logit-lens", "cannot be explained by");
    row("minilm", "relevance", "needs an embedding");
    row("t5", "patching", "compares two Samples");
    row("t5", "attention", "has no site");
    row("t5", "rollout", "has no row");
    row("t5", "relevance", "position does not exist");
    row("t5", "occlusion", "no token “straw”");
    row("vit", "occlusion", "no baseline “straw”");
    row("vit", "gradient-attention", "“chimera” does not exist");
    row("timesformer-divided", "contribution", "stands in no block");
}

void ExplainTest::wrongRequestsAreToldPlainly() {
    QFETCH(QString, kind);
    QFETCH(QString, method);
    QFETCH(QString, fault);
    const Bench bench = benchFor(kind);
    QVERIFY(bench.trace != nullptr);
    engine::ExplainRequest request{.method = method.toStdString()};
    request.site = method == QLatin1String("attention") ? "attic.3.self" : "";
    request.query = method == QLatin1String("rollout") ? 999 : -1;
    request.target.position =
        kind == QLatin1String("t5") && method == QLatin1String("relevance") ? 999 : -1;
    request.baseline = "straw";
    request.target.name = method == QLatin1String("gradient-attention") ? "chimera" : "";
    const auto finding = bench.explain(request);
    QVERIFY(finding.failed());
    const QString told = text(finding.problem());
    QVERIFY2(told.contains(fault), qPrintable(told));
    QVERIFY(!finding.problem().advice.empty());
}

void ExplainTest::cancels() {
    const Bench bench = benchFor(QStringLiteral("minilm"));
    std::stop_source stop;
    stop.request_stop();
    for (const char* method : {"relevance", "occlusion", "integrated-gradients", "head-ablation"}) {
        QVERIFY(
            bench.model->explain(*bench.trace, requestFor(bench, method), Tick(stop.get_token()))
                .cancelled());
    }
}

void ExplainTest::gatesChangeTheTrace() {
    const Bench bench = benchFor(QStringLiteral("minilm"));
    engine::Intervention closed;
    for (int head = 0; head < 12; ++head) {
        closed.gates.push_back({.head = {.site = 0, .head = head}, .gate = 0});
    }
    const auto changed = bench.model->intervene(*bench.trace, closed, {}, Tick());
    QVERIFY(changed.ok());
    const auto same = bench.model->intervene(*bench.trace, {}, {}, Tick());
    QVERIFY(same.ok());
    // The first layer's own maps are what they were; the next ones see other states.
    QVERIFY((*changed)->row({0, 3}, 2) == bench.trace->row({0, 3}, 2));
    QVERIFY((*changed)->row({1, 3}, 2) != bench.trace->row({1, 3}, 2));
    QVERIFY((*same)->row({5, 3}, 2) == bench.trace->row({5, 3}, 2));
    QVERIFY(vectorOf(**changed) != vectorOf(*bench.trace));
}

void ExplainTest::wrongInterventionsAreProblems() {
    const Bench bench = benchFor(QStringLiteral("t5"));
    const auto refused = [&](const engine::Intervention& intervention) {
        return bench.model->intervene(*bench.trace, intervention, {}, Tick()).failed();
    };
    QVERIFY(refused({.gates = {{.head = {.site = 99, .head = 0}, .gate = 1}}}));
    QVERIFY(refused({.gates = {{.head = {.site = 0, .head = -1}, .gate = 1}}}));
    QVERIFY(refused({.gates = {{.head = {}, .gate = 3}}}));
    QVERIFY(refused({.edits = {{.head = {}, .query = 999}}}));
    QVERIFY(refused({.edits = {{.head = {}, .weights = {{999, 1.0F}}}}}));
    QVERIFY(refused({.edits = {{.head = {}, .weights = {{0, 0.7F}, {1, 0.7F}}}}}));
    QVERIFY(refused({.patches = {{.tower = "encoder"}}})); // from nothing
    QVERIFY(refused({.patches = {{.tower = "attic"}}, .from = bench.trace}));
    QVERIFY(refused({.patches = {{.tower = "encoder", .layer = 99}}, .from = bench.trace}));
    QVERIFY(
        refused({.patches = {{.tower = "encoder", .positions = {{999, 0}}}}, .from = bench.trace}));
    const auto shorter = bench.model->trace({.name = "short", .text = "sth"}, {}, Tick());
    QVERIFY(shorter.ok());
    QVERIFY(refused({.patches = {{.tower = "encoder"}}, .from = *shorter}));
}

std::unique_ptr<QObject> makeExplainTest() {
    return std::make_unique<ExplainTest>();
}

} // namespace vitrine::tests

#include "explain_test.moc"
