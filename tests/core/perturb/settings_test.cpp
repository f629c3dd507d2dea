#include "core/perturb/scriptjson.h"
#include "tests/core/perturb/fixtures.h"

#include <cmath>
#include <limits>

using namespace vitrine;
using namespace vitrine::perturb;
using namespace vitrine::tests;

class SettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void severitiesBetween_data();
    void severitiesBetween();
    void parametersOverrideTheTable();
    void refusals_data();
    void refusals();
    void severityZeroIsTheInput();
    void stagesHaveStreamsOfTheirOwn();
    void exceptionsBecomeProblems();
    void resultsAsJson();
    void recordsAsJson();
};

namespace {

KindRecord numbers(Between between, double identity, bool whole) {
    return {.id = "test.numbers",
            .parameters = {{.name = "amount", .least = 0, .most = 100}},
            .columns = {{.name = "amount", .whole = whole, .identity = identity}},
            .tables = {{.preset = "", .rows = {{60}, {25}, {12}, {5}, {3}}}},
            .between = between};
}

class Thrower final : public Perturbation {
public:
    [[nodiscard]] const KindRecord& record() const override { return record_; }

    [[nodiscard]] Outcome<Perturbed> apply(const Sample&, const Setting&,
                                           const Tick&) const override {
        throw std::runtime_error("it broke");
    }

private:
    KindRecord record_{.id = "test.thrower"};
};

} // namespace

void SettingsTest::severitiesBetween_data() {
    QTest::addColumn<int>("between");
    QTest::addColumn<double>("identity");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<double>("severity");
    QTest::addColumn<double>("expected");
    const auto row = [](const char* name, Between between, double identity, bool whole,
                        double severity, double expected) {
        QTest::newRow(name) << static_cast<int>(between) << identity << whole << severity
                            << expected;
    };
    row("at one", Between::Linear, 0, false, 1, 60);
    row("at five", Between::Linear, 0, false, 5, 3);
    row("below one", Between::Linear, 0, false, 0.25, 15);
    row("linear", Between::Linear, 0, false, 1.5, 42.5);
    row("rounded half up", Between::Linear, 0, true, 1.5, 43);
    row("step", Between::Step, 0, false, 1.5, 25);
    row("step below one", Between::Step, 0, false, 0.01, 60);
    row("inverse", Between::Inverse, std::numeric_limits<double>::infinity(), false, 1.5,
        1 / (0.5 / 60 + 0.5 / 25));
    row("inverse below one", Between::Inverse, std::numeric_limits<double>::infinity(), false, 0.5,
        120);
}

void SettingsTest::severitiesBetween() {
    QFETCH(int, between);
    QFETCH(double, identity);
    QFETCH(bool, whole);
    QFETCH(double, severity);
    QFETCH(double, expected);
    const KindRecord record = numbers(static_cast<Between>(between), identity, whole);
    QVERIFY(std::abs(interpolate(record, record.tables.front(), severity).front() - expected) <
            1e-12);
}

void SettingsTest::parametersOverrideTheTable() {
    const KindRecord record = numbers(Between::Linear, 0, false);
    const Setting setting{.severity = 2, .parameters = {{"amount", 7.5}}};
    QCOMPARE(severityValues(record, "", setting).front(), 7.5);
    QCOMPARE(severityValues(record, "", {.severity = 2}).front(), 25.0);
    QVERIFY_EXCEPTION_THROWN((void)severityValues(record, "large224", {}), std::invalid_argument);
}

void SettingsTest::refusals_data() {
    QTest::addColumn<double>("severity");
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, double severity, const char* parameters,
                        const char* says) {
        QTest::newRow(name) << severity << QByteArray(parameters) << QByteArray(says);
    };
    row("too severe", 5.5, "{}", "0 to 5");
    row("negative", -1, "{}", "0 to 5");
    row("no number", std::nan(""), "{}", "0 to 5");
    row("unknown parameter", 1, R"({"shere": 1})", "nearest one is share");
    row("wrong type", 1, R"({"core": 1})", "true or false");
    row("out of range", 1, R"({"share": 1.5})", "from 0.0 to 1.0");
    row("fraction", 1, R"({"min_length": 2.5})", "whole number");
    row("unknown choice", 1, R"({"map": "dvorak"})", "square4");
    row("list of numbers", 1, R"({"stopwords": [1]})", "list of texts");
    row("vocabulary missing", 1, R"({"preset": "charbert-pretraining"})", "alphabet");
    row("empty alphabet", 1, R"({"alphabet": ""})", "alphabet");
}

void SettingsTest::refusals() {
    QFETCH(double, severity);
    QFETCH(QByteArray, parameters);
    QFETCH(QByteArray, says);
    const Setting setting{.severity = severity,
                          .parameters = *parseJson(parameters.toStdString(), "row")->object()};
    const auto result = perturb::perturb(kindNamed("char.mix"), textSample("some words"), setting);
    QVERIFY(result.failed());
    QVERIFY2(QByteArray::fromStdString(result.problem().text()).contains(says),
             result.problem().text().c_str());
}

void SettingsTest::severityZeroIsTheInput() {
    for (const Perturbation* kind : builtInKinds()) {
        const Sample sample = textSample("Every byte \xFF stays here");
        const auto result = perturb::perturb(*kind, sample, {.severity = 0, .seed = 3});
        QVERIFY(result.ok() && result->effect == Effect::Unchanged);
        QVERIFY(result->sample == sample);
        QVERIFY(result->script == EditScript{});
    }
}

void SettingsTest::stagesHaveStreamsOfTheirOwn() {
    const KindRecord& record = kindNamed("char.swap").record();
    const DrawKey first = drawKeyOf(record, {.seed = 1});
    const DrawKey second = drawKeyOf(record, {.seed = 1, .stage = 1});
    QCOMPARE(first.key, 0xf601e5c9699848caU);
    QCOMPARE(second.key, DrawKey(1, "char.swap#1").key);
    QVERIFY(first.key != second.key);
}

void SettingsTest::exceptionsBecomeProblems() {
    const auto result = perturb::perturb(Thrower(), textSample("x"), {.severity = 1});
    QVERIFY(result.failed());
    QVERIFY(result.problem().text().find("it broke") != std::string::npos);
    QVERIFY(perturb::perturb(Thrower(), textSample("x"), {}).ok());
}

void SettingsTest::resultsAsJson() {
    const Perturbation& kind = kindNamed("char.swap");
    const Setting setting{.severity = 3, .seed = 7};
    const auto result = perturb::perturb(
        kind, textSample("The quick one"),
        {.severity = 3, .seed = 7, .parameters = {{"share", 1.0}}});
    QCOMPARE(QByteArray::fromStdString(jsonOf(kind.record(), setting, *result).dump()),
             QByteArray(R"({"kind":"char.swap","severity":3,"seed":7,"example":0,"params":{},)"
                        R"("effect":"changed","script":[[6,8,"ci"]],"label":"kept"})"));
}

void SettingsTest::recordsAsJson() {
    for (const Perturbation* kind : builtInKinds()) {
        const Json json = jsonOf(kind->record());
        for (const char* key : {"id", "medium", "about", "parameters", "columns", "severities",
                                "between", "random", "monotone", "needs", "label"}) {
            QVERIFY2(json.find(key) != nullptr, key);
        }
        QVERIFY(parseJson(json.dump(), "record").ok());
    }
}

QTEST_APPLESS_MAIN(SettingsTest)
#include "settings_test.moc"
