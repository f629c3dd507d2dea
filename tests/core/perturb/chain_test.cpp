#include "core/perturb/chain.h"
#include "core/perturb/offsetmap.h"
#include "tests/core/perturb/fixtures.h"

using namespace vitrine;
using namespace vitrine::perturb;
using namespace vitrine::tests;

class ChainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scriptsOfEveryStage();
    void stagesAreIndependent();
    void unlinkedStages();
    void unknownKinds();
    void jsonRoundTrip();
    void jsonIsChecked_data();
    void jsonIsChecked();
};

namespace {

const std::string kText = "Several perturbations follow each other along this sentence.";

Outcome<ChainResult> run(const Chain& chain, double severity) {
    return applyChain(Catalogue(), chain, textSample(kText), {.severity = severity, .seed = 4});
}

} // namespace

void ChainTest::scriptsOfEveryStage() {
    const Chain chain{.stages = {{.kind = "char.swap"}, {.kind = "char.add"}, {.kind = "char.key"}}};
    for (const double severity : {1.0, 3.0, 5.0}) {
        const auto result = run(chain, severity);
        QVERIFY(result.ok());
        QCOMPARE(result->stages.size(), std::size_t{3});
        std::string text = kText;
        for (const StageResult& stage : result->stages) {
            text = applied(text, stage.script.text);
        }
        QCOMPARE(text, result->sample.text);
        QCOMPARE(applied(kText, result->script.text), result->sample.text);
    }
}

void ChainTest::stagesAreIndependent() {
    Chain chain{.stages = {{.kind = "char.swap"}, {.kind = "char.swap"}}};
    const auto both = run(chain, 2);
    chain.stages[0].on = false;
    const auto second = run(chain, 2);
    QCOMPARE(second->stages.size(), std::size_t{1});
    QCOMPARE(second->stages.front().stage, std::size_t{1});
    // What is hit does not depend on the stage before: swaps keep the words and their lengths.
    QCOMPARE(both->stages[1].script.text.size(), second->stages[0].script.text.size());
    chain.stages = {{.kind = "char.swap"}};
    QVERIFY(run(chain, 2)->script.text != second->script.text);
}

void ChainTest::unlinkedStages() {
    const Chain chain{.stages = {{.kind = "char.swap", .severity = 0}, {.kind = "char.drop"}}};
    const auto result = run(chain, 5);
    QVERIFY(result->stages[0].effect == Effect::Unchanged);
    QCOMPARE(QByteArray::fromStdString(result->stages[0].reason), QByteArray("severity 0"));
    QVERIFY(result->stages[1].effect == Effect::Changed);
    QVERIFY(result->effect == Effect::Changed && result->reason.empty());
    QVERIFY(run({}, 5)->effect == Effect::Unchanged);
}

void ChainTest::unknownKinds() {
    const auto result = run({.stages = {{.kind = "char.nothing"}}}, 1);
    QVERIFY(result.failed());
    QCOMPARE(result.problem().where, std::string("char.nothing"));
}

void ChainTest::jsonRoundTrip() {
    const Chain chain{.name = "typos",
                      .stages = {{.kind = "char.swap", .severity = 1.5},
                                 {.kind = "char.key", .parameters = {{"map", "qwertz"}}},
                                 {.kind = "char.mix", .on = false}}};
    const auto read = chainFrom(jsonOf(chain), "test");
    QVERIFY(read.ok());
    QVERIFY(*read == chain);
}

void ChainTest::jsonIsChecked_data() {
    QTest::addColumn<QByteArray>("json");
    for (const char* json : {"[]", R"({"stages": {}})", R"({"stages": [3]})", R"({"stages": [{}]})",
                             R"({"stages": [{"kind": 3}]})", R"({"steps": []})",
                             R"({"stages": [{"kind": "char.swap", "strength": 3}]})"}) {
        QTest::newRow(json) << QByteArray(json);
    }
}

void ChainTest::jsonIsChecked() {
    QFETCH(QByteArray, json);
    QVERIFY(chainFrom(*parseJson(json.toStdString(), "row"), "row").failed());
}

QTEST_APPLESS_MAIN(ChainTest)
#include "chain_test.moc"
