#include "tests/widgets/robustness/fixture.h"

#include "core/base/files.h"
#include "core/study/sweep/examples.h"
#include "core/study/sweep/smallsweep.h"

#include "widgets/robustness/chain/chainlist.h"
#include "widgets/robustness/chain/chainpanel.h"
#include "widgets/robustness/chain/stageform.h"
#include "widgets/robustness/diff/visibletext.h"
#include "widgets/robustness/sweep/bandsource.h"
#include "widgets/robustness/sweep/sweeppane.h"
#include "widgets/robustness/sweep/sweeptable.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <set>

using namespace vitrine;
using namespace vitrine::widgets;
using namespace vitrine::tests;

namespace {

std::vector<std::string> kindsOf(const perturb::Chain& chain) {
    std::vector<std::string> kinds;
    for (const perturb::Stage& stage : chain.stages) {
        kinds.push_back(stage.kind);
    }
    return kinds;
}

using Kinds = std::vector<std::string>;

std::vector<SweepTexts> setOf(const std::vector<study::SweepText>& texts) {
    return {{.name = QStringLiteral("texts"), .examples = texts, .labels = {}, .file = {}}};
}

} // namespace

class ChainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addsFromTheRecords();
    void reordersByKeysAndByDragging();
    void switchesAndRemoves();
    void everyParameterHasAField();
    void fieldsBecomeParameters();
    void growsEditsToWords();
    void cutsLongTextsAroundTheEdit();
    void sweepsToTheNaiveMeans();
    void sweepRecipeIsOneOfTheRunner();
    void sweepCanBeCancelled();
    void tableFollowsTheRules();
    void bandsAreRead();
    void isSpoken();
};

void ChainTest::addsFromTheRecords() {
    LabFixture f;
    f.show();
    const ChainPanel& panel = *f.lab->parts().chain;
    const perturb::Catalogue catalogue;
    for (const perturb::Perturbation* kind : catalogue.kinds()) {
        QAction* action =
            panel.kindMenu().findChild<QAction*>(QString::fromStdString(kind->record().id));
        QVERIFY2(action != nullptr, kind->record().id.c_str());
        QCOMPARE(action->isEnabled(), kind->record().needs.empty());
    }
    panel.kindMenu().findChild<QAction*>(QStringLiteral("char.swap"))->trigger();
    QCOMPARE(kindsOf(f.lab->study().choice().chain), (Kinds{"char.drop", "char.swap"}));
    QCOMPARE(panel.list().current(), 1);
}

void ChainTest::reordersByKeysAndByDragging() {
    LabFixture f;
    f.show();
    const perturb::Chain three{
        .stages = {{.kind = "char.drop"}, {.kind = "char.add"}, {.kind = "char.swap"}}};
    f.lab->study().editChain(three, ChoiceChange::Chain, {});
    ChainList& list = f.lab->parts().chain->list();
    list.setCurrent(0);
    QTest::keyClick(&list, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(kindsOf(f.lab->study().choice().chain), (Kinds{"char.add", "char.drop", "char.swap"}));
    QCOMPARE(list.current(), 1);
    const QPoint from = list.cardRect(2).center();
    const QPoint to = list.cardRect(0).topLeft() + QPoint(from.x(), 2);
    QTest::mousePress(&list, Qt::LeftButton, {}, from);
    QTest::mouseMove(&list, (from + to) / 2);
    QTest::mouseMove(&list, to);
    QTest::mouseRelease(&list, Qt::LeftButton, {}, to);
    QCOMPARE(kindsOf(f.lab->study().choice().chain), (Kinds{"char.swap", "char.add", "char.drop"}));
}

void ChainTest::switchesAndRemoves() {
    LabFixture f;
    f.show();
    ChainList& list = f.lab->parts().chain->list();
    const auto on = [&] { return f.lab->study().choice().chain.stages.at(0).on; };
    QTest::mouseClick(&list, Qt::LeftButton, {}, list.checkRect(0).center());
    QVERIFY(!on());
    QTest::keyClick(&list, Qt::Key_Space);
    QVERIFY(on());
    QTest::keyClick(&list, Qt::Key_Delete);
    QVERIFY(f.lab->study().choice().chain.stages.empty());
    QTest::keyClick(&list, Qt::Key_Delete); // nothing left: no fault
}

void ChainTest::everyParameterHasAField() {
    LabFixture f;
    const perturb::Catalogue catalogue;
    for (const perturb::Perturbation* kind : catalogue.kinds()) {
        const StageForm form(kind->record(), {.kind = kind->record().id});
        for (const perturb::Parameter& parameter : kind->record().parameters) {
            auto* field = form.findChild<QWidget*>(QString::fromStdString(parameter.name));
            QVERIFY2(field != nullptr, parameter.name.c_str());
            QVERIFY(!field->accessibleName().isEmpty());
        }
        QVERIFY(form.stage().parameters.empty()); // looking changes nothing
    }
}

void ChainTest::fieldsBecomeParameters() {
    LabFixture f;
    const perturb::Catalogue catalogue;
    const perturb::KindRecord& record = catalogue.find("char.swap")->record();
    StageForm form(record, {.kind = "char.swap"});
    form.findChild<QComboBox*>(QStringLiteral("preset"))->setCurrentText(QStringLiteral("pruthi"));
    form.findChild<QComboBox*>(QStringLiteral("core"))->setCurrentIndex(2);
    form.findChild<QSpinBox*>(QStringLiteral("max_words"))->setValue(2);
    form.findChild<QDoubleSpinBox*>(QStringLiteral("share"))->setValue(0.5);
    form.findChild<QCheckBox*>(QStringLiteral("linked"))->setChecked(false);
    form.findChild<QDoubleSpinBox*>(QStringLiteral("severity"))->setValue(2.5);
    const perturb::Stage stage = form.stage();
    QCOMPARE(stage.severity.value_or(0), 2.5);
    const Json json(stage.parameters);
    QCOMPARE(*json.find("preset")->string(), std::string("pruthi"));
    QCOMPARE(*json.find("core")->boolean(), false);
    QCOMPARE(*json.find("max_words")->integer(), 2);
    QCOMPARE(json.find("share")->number(), 0.5);
    QVERIFY(perturb::checkSetting(record, {.severity = 1, .parameters = stage.parameters}).ok());
    form.findChild<QSpinBox*>(QStringLiteral("max_words"))->setValue(-1);
    QVERIFY(Json(form.stage().parameters).find("max_words") == nullptr);
}

void ChainTest::growsEditsToWords() {
    QCOMPARE(editedWords("one two three", {{5, 6}}), (std::vector<Span>{{4, 7}}));
    QCOMPARE(editedWords("one two", {{1, 2}, {2, 3}}), (std::vector<Span>{{0, 3}}));
    QCOMPARE(editedWords("one", {{3, 3}}), (std::vector<Span>{{0, 3}}));
}

void ChainTest::cutsLongTextsAroundTheEdit() {
    std::string text;
    for (int i = 0; i < 5000; ++i) {
        text += "wörter ";
    }
    const std::size_t at = text.size() / 2;
    const VisibleText visible = visibleText(text, {{at, at + 3}}, 200);
    QVERIFY(visible.cut);
    QVERIFY(visible.text.size() < 210);
    QVERIFY(visible.text.startsWith(QChar(0x2026)) && visible.text.endsWith(QChar(0x2026)));
    QCOMPARE(visible.marks.size(), std::size_t{1});
    QVERIFY(!visible.text.contains(QStringLiteral("U+FFFD"))); // no character was cut
}

void ChainTest::sweepsToTheNaiveMeans() {
    LabFixture f({.many = 3});
    f.show();
    f.useModel();
    SweepPane& pane = *f.lab->parts().sweep;
    const std::vector<study::SweepText> examples{
        {.id = "t:0", .text = "seventeen beetles entered", .label = "many"},
        {.id = "t:1", .text = "cheese pleases", .label = "few"},
        {.id = "t:2", .text = "no such vowels", .label = "few"}};
    pane.setData(setOf(examples));
    pane.start();
    QTRY_VERIFY_WITH_TIMEOUT(pane.sweep().finished(), 10000);
    const study::SmallSweep& sweep = pane.sweep().halves().at(0).sweep;
    QCOMPARE(sweep.done(), std::size_t{3 + 5 * 3 * 3});
    const perturb::Catalogue catalogue;
    for (std::size_t severity = 1; severity <= 5; ++severity) {
        double kept = 0;
        double right = 0;
        for (const study::SweepText& example : examples) {
            const auto answer = [](const std::string& text) {
                return std::ranges::count(text, 'e') >= 3 ? "many" : "few";
            };
            for (const std::uint64_t seed : {1, 2, 3}) {
                const auto text = perturb::applyChain(
                    catalogue, f.lab->study().choice().chain, {.name = {}, .text = example.text},
                    {.severity = static_cast<double>(severity),
                     .seed = seed,
                     .example = hashText(example.id)});
                const std::string now = answer(text->sample.text);
                kept += now == answer(example.text) ? 1.0 / 9 : 0;
                right += now == example.label ? 1.0 / 9 : 0;
            }
        }
        const auto value = [&](study::SweepMetric metric) {
            return sweep.band(metric, 0, severity).value;
        };
        QVERIFY(std::abs(value(study::SweepMetric::Kept) - kept) < 1e-9);
        QVERIFY(std::abs(value(study::SweepMetric::Accuracy) - right) < 1e-9);
    }
    QCOMPARE(pane.table().rowCount(), 1);
    QVERIFY(pane.csv().find("accuracy,\"Drop letters\",5.0,all,") != std::string::npos);
    pane.applyToSet();
    QTRY_VERIFY_WITH_TIMEOUT(pane.sweep().finished(), 10000);
    QCOMPARE(pane.sweep().halves().at(0).sweep.done(), std::size_t{3}); // the dial is at 0
}

void ChainTest::sweepRecipeIsOneOfTheRunner() {
    LabFixture f;
    f.useModel();
    SweepPane& pane = *f.lab->parts().sweep;
    pane.setData(setOf({{.id = "set:0", .text = "one \"two\"", .label = "a"},
                        {.id = "set:1", .text = "three", .label = "b"}}));
    const auto json = parseJson(study::jsonOf(pane.recipe()).dump(2), "test");
    QVERIFY(json.ok());
    const auto recipe = study::sweepRecipeFrom(*json, "test");
    QVERIFY2(recipe.ok(), recipe.failed() ? recipe.problem().text().c_str() : "");
    QCOMPARE(recipe->model, std::string("models/letters"));
    QCOMPARE(recipe->chains.at(0).stages, f.lab->study().choice().chain.stages);
    QCOMPARE(recipe->seeds.size(), std::size_t{3});
    // The texts lie where the recipe looks, and have the ids that their random draws belong to.
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / recipe->data.file;
    QVERIFY(saveAtomically(file, pane.texts()).ok());
    const auto examples = study::readExamples(file, recipe->data);
    QVERIFY(examples.ok());
    std::set<std::string> ids;
    for (const study::SweepExample& example : *examples) {
        ids.insert(example.id + '=' + example.sample.text);
    }
    QCOMPARE(ids, (std::set<std::string>{"set:0=one \"two\"", "set:1=three"}));
}

void ChainTest::sweepCanBeCancelled() {
    LabFixture f({.delay = std::chrono::milliseconds(30)});
    f.show();
    f.useModel();
    SweepPane& pane = *f.lab->parts().sweep;
    std::vector<study::SweepText> examples;
    for (int i = 0; i < 40; ++i) {
        examples.push_back({.id = "t:" + std::to_string(i), .text = kLetters, .label = {}});
    }
    pane.setData(setOf(examples));
    pane.start();
    QTRY_VERIFY_WITH_TIMEOUT(pane.sweep().progress().done > 2, 10000);
    pane.cancel();
    QVERIFY(!pane.sweep().running());
    const auto done = pane.sweep().progress().done;
    QTest::qWait(200);
    QCOMPARE(pane.sweep().progress().done, done);
    QVERIFY(!pane.sweep().finished());
    QVERIFY(pane.sweep().halves().at(0).sweep.done() > 0); // what was found stays
}

void ChainTest::tableFollowsTheRules() {
    SweepTableModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLines({{.name = QStringLiteral("swap"),
                     .bands = {{.value = 1, .low = 1, .high = 1, .count = 3},
                               {.value = 0.5, .low = 0.25, .high = 0.75, .count = 3},
                               {}}}},
                   {0, 1, 2});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.columnCount(), 5);
    QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("0.50"));
    QCOMPARE(model.index(0, 3).data().toString(), QString()); // not asked yet
    QCOMPARE(model.index(0, 4).data().toString(), QStringLiteral("0.500"));
    QVERIFY(model.index(0, 2).data(Qt::ToolTipRole).toString().contains(QStringLiteral("0.25")));
}

void ChainTest::bandsAreRead() {
    const BandSource source({{0, 1, 1, 1}, {1, 0.8, 0.7, 0.9}, {2, 0.6, 0.4, 0.8}});
    QCOMPARE(source.reach()->high, 2.0);
    QCOMPARE(source.at(1.2, 0.1)->low, 0.7);
    QCOMPARE(source.columns({0, 2}, 100, false).size(), std::size_t{3});
    QVERIFY(std::abs(source.fit({0, 2})->slope + 0.2) < 1e-12);
    QVERIFY(!BandSource({}).reach());
}

void ChainTest::isSpoken() {
    LabFixture f;
    f.show();
    for (QWidget* widget : f.lab->findChildren<QWidget*>()) {
        if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible() &&
            !widget->objectName().startsWith(QStringLiteral("qt_"))) {
            const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(spoken != nullptr);
            QVERIFY2(!spoken->text(QAccessible::Name).isEmpty(),
                     widget->metaObject()->className());
        }
    }
}

std::unique_ptr<QObject> makeChainTest() {
    return std::make_unique<ChainTest>();
}

#include "chaintest.moc"
