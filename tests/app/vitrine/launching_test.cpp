#include "app/vitrine/labs/labs.h"
#include "app/vitrine/labs/trainingroom.h"
#include "app/vitrine/training/recipecheck.h"
#include "app/vitrine/training/runlauncher.h"
#include "app/vitrine/window/messagestrip.h"
#include "tests/app/vitrine/traininglabfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "core/base/files.h"
#include "core/run/checkpoint/checkpointstore.h"
#include "core/run/directory/rundirectory.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/training/head/runhead.h"
#include "widgets/training/recipe/fieldrow.h"
#include "widgets/training/recipe/recipedraft.h"
#include "widgets/training/recipe/recipeform.h"
#include "widgets/training/recipe/recipepanel.h"
#include "widgets/training/state/runbook.h"

#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace vitrine;
using namespace vitrine::app;
using namespace vitrine::tests;

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSteps = 20;
constexpr int kPatience = TrainingLabFixture::kPatience;

/// What stands at a field, if it is marked as wrong.
QString faultAt(const TrainingLabFixture& fixture, std::string_view path) {
    const widgets::FieldRow* row = fixture.lab().recipe().form().row(path);
    return widgets::roleOf(&row->editor()) == widgets::Role::Fault ? row->checkText() : QString();
}

std::set<fs::path> runsIn(const TrainingLabFixture& fixture) {
    std::set<fs::path> runs;
    for (int i = 0; i < fixture.lab().book().count(); ++i) {
        runs.insert(fixture.lab().book().at(i).folder);
    }
    return runs;
}

std::string textOf(const fs::path& file) {
    constexpr std::size_t kMost = std::size_t{1} << 16;
    const auto text = readFile(file, kMost);
    return text ? *text : std::string();
}

/// A program that writes its arguments, one a line, into the file `said` beside it.
fs::path talkativeRunner(const fs::path& folder) {
    const fs::path program = folder / "vitrine-run";
    (void)saveAtomically(program, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" > \"$0.said\"\n");
    fs::permissions(program, fs::perms::owner_all);
    return program;
}

} // namespace

void LaunchingTest::faultsStandAtTheirFields() {
    const TrainingGround ground(kSteps);
    TrainingLabFixture fixture(ground);
    QVERIFY(fixture.begin());
    widgets::RecipePanel& panel = fixture.lab().recipe();
    QVERIFY(panel.launchButton().isEnabled());
    panel.draft().set("optimizer.lr", Json("fast"));
    QVERIFY(!faultAt(fixture, "optimizer.lr").isEmpty());
    QVERIFY(!panel.launchButton().isEnabled());
    fixture.clickLaunch();
    QVERIFY(!fixture.window->labs().training().launcher().busy());
    QVERIFY(!fs::exists(fixture.places.data));
}

void LaunchingTest::faultsThatTheRunnerFinds_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::newRow("what the trainer does not do")
        << QStringLiteral("optimizer.type") << QStringLiteral("sgd");
    QTest::newRow("data that are not there")
        << QStringLiteral("data.train") << QStringLiteral("/nowhere/pack");
}

void LaunchingTest::faultsThatTheRunnerFinds() {
    QFETCH(const QString, path);
    QFETCH(const QString, value);
    const TrainingGround ground(kSteps);
    TrainingLabFixture fixture(ground);
    QVERIFY(fixture.begin());
    widgets::RecipePanel& panel = fixture.lab().recipe();
    panel.draft().set(path.toStdString(), Json(value.toStdString()));
    QTRY_VERIFY_WITH_TIMEOUT(!faultAt(fixture, path.toStdString()).isEmpty(), kPatience);
    QVERIFY2(faultAt(fixture, path.toStdString()).contains(value),
             qPrintable(faultAt(fixture, path.toStdString())));
    QVERIFY(!panel.launchButton().isEnabled());
    fixture.takeRecipe(); // mended
    QVERIFY(faultAt(fixture, path.toStdString()).isEmpty());
    QVERIFY(panel.launchButton().isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(panel.checkWords().text().contains(QStringLiteral("4 classes")),
                             kPatience);
}

void LaunchingTest::theCommandShownIsStarted() {
    const QTemporaryDir dir;
    const fs::path folder = dir.path().toStdString();
    const fs::path program = talkativeRunner(folder);
    RunLauncher launcher(program, folder / "runs");
    const RunCommand shown = launcher.preview("two words");
    QCOMPARE(launcher.preview("two words").text(), shown.text());
    QVERIFY(!fs::exists(folder / "runs"));
    QSignalSpy started(&launcher, &RunLauncher::started);
    launcher.launch("{}", "two words");
    QTRY_COMPARE(started.size(), 1);
    std::string said = shown.program.toStdString() + "\n";
    for (const QString& argument : shown.arguments) {
        said += argument.toStdString() + "\n";
    }
    QCOMPARE(textOf(folder / "vitrine-run.said"), said);
    QCOMPARE(textOf(shown.arguments.at(1).toStdString()), std::string("{}"));
    QCOMPARE(started.front().front().value<fs::path>(),
             fs::path(shown.arguments.at(3).toStdString()));
    QVERIFY(launcher.preview("two words").text() != shown.text()); // the next one's
}

void LaunchingTest::aMissingRunnerIsNamed_data() {
    QTest::addColumn<QString>("program");
    QTest::newRow("not beside this program") << QString();
    QTest::newRow("gone since") << QStringLiteral("gone/vitrine-run");
    QTest::newRow("no program") << QStringLiteral("plain/vitrine-run");
}

void LaunchingTest::aMissingRunnerIsNamed() {
    QFETCH(const QString, program);
    const QTemporaryDir dir;
    const fs::path folder = dir.path().toStdString();
    fs::create_directories(folder / "plain");
    QVERIFY(saveAtomically(folder / "plain/vitrine-run", "no program").ok());
    const fs::path runner = program.isEmpty() ? fs::path() : folder / program.toStdString();
    RunLauncher launcher(runner, folder / "runs");
    std::vector<Problem> problems;
    QObject::connect(&launcher, &RunLauncher::problemMet, &launcher,
                     [&](const Problem& problem) { problems.push_back(problem); });
    launcher.launch("{}", "lost");
    QTRY_COMPARE(problems.size(), std::size_t{1});
    const std::string named = runner.empty() ? "vitrine-run" : runner.string();
    QVERIFY2(problems.front().text().find(named) != std::string::npos,
             problems.front().text().c_str());
    QVERIFY(!launcher.busy());
    // Nothing is left of a launch that could not be.
    QCOMPARE(fs::exists(folder / "runs"), fs::exists(runner));
}

void LaunchingTest::aCheckWithoutARunnerNamesIt() {
    const QTemporaryDir dir;
    const fs::path folder = dir.path().toStdString();
    const fs::path runner = folder / "gone/vitrine-run";
    RecipeCheck check(runner, folder / "draft.json");
    QSignalSpy answered(&check, &RecipeCheck::answered);
    check.ask("{}");
    QTRY_COMPARE(answered.size(), 1);
    const QString words = answered.front().front().toString();
    QVERIFY2(words.contains(QString::fromStdString(runner.string())), qPrintable(words));
    QVERIFY(!answered.front().at(1).toBool());
}

void LaunchingTest::aResumeWaitsForALaunch() {
    const QTemporaryDir dir;
    const fs::path folder = dir.path().toStdString();
    RunLauncher launcher(talkativeRunner(folder), folder / "runs");
    std::vector<fs::path> started;
    QObject::connect(&launcher, &RunLauncher::started, &launcher,
                     [&](const fs::path& run) { started.push_back(run); });
    launcher.launch("{}", "first");
    launcher.resume(folder / "runs/other");
    launcher.resume(folder / "runs/other"); // a second click
    QVERIFY(launcher.busy());
    QTRY_VERIFY(!launcher.busy() && started.size() > 1);
    QCOMPARE(started.size(), std::size_t{2});
    QCOMPARE(started.back(), folder / "runs/other");
    QVERIFY(textOf(folder / "vitrine-run.said").find("--resume") != std::string::npos);
}

void LaunchingTest::twoLaunchesAreTwoRuns() {
    const TrainingGround ground(kSteps);
    TrainingLabFixture fixture(ground);
    QVERIFY(fixture.begin());
    widgets::RecipePanel& panel = fixture.lab().recipe();
    QTest::mouseClick(&panel.commandButton(), Qt::LeftButton);
    const QString shown = panel.commandWords().text();
    fixture.clickLaunch();
    fixture.clickLaunch(); // too soon: the first has not handed over
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->labs().training().launcher().busy(), kPatience);
    QVERIFY(panel.commandWords().text() != shown);
    fixture.clickLaunch();
    QTRY_COMPARE_WITH_TIMEOUT(runsIn(fixture).size(), std::size_t{2}, kPatience);
    QVERIFY(fixture.finished());
    const std::set<fs::path> runs = runsIn(fixture);
    QCOMPARE(runs.size(), std::size_t{2});
    int asShown = 0;
    for (const fs::path& folder : runs) {
        asShown += shown.contains(QString::fromStdString(folder.string())) ? 1 : 0;
        QTRY_COMPARE_WITH_TIMEOUT(lossesOf(folder).size(), static_cast<std::size_t>(kSteps),
                                  kPatience);
    }
    QCOMPARE(asShown, 1);
    QVERIFY(fixture.window->messages().isHidden());
}

void LaunchingTest::closingAtOnceLeavesTheRun() {
    const TrainingGround ground(kSteps);
    auto fixture = std::make_unique<TrainingLabFixture>(ground);
    QVERIFY(fixture->begin());
    fixture->clickLaunch();
    QVERIFY(fixture->window->labs().training().launcher().busy());
    fixture.reset();
    TrainingLabFixture next(ground);
    QVERIFY(next.begin());
    QVERIFY(next.finished());
    QCOMPARE(next.lossSteps(), stepsTo(kSteps));
}

void LaunchingTest::theNewestCheckpointOpensAsAModel() {
    const TrainingGround ground(kSteps);
    TrainingLabFixture fixture(ground);
    QVERIFY(fixture.start());
    QVERIFY(fixture.begin());
    const fs::path folder = fixture.launch(kSteps);
    QVERIFY(!folder.empty() && fixture.finished());
    const auto newest = run::CheckpointStore(folder / "checkpoints").newest().newest;
    QVERIFY(newest.has_value());
    QCOMPARE(newest->manifest.step, kSteps);
    QMenu& menu = *fixture.lab().head().openButton().menu();
    menu.popup(QPoint());
    QVERIFY(!menu.actions().isEmpty());
    QVERIFY2(menu.actions().front()->text().startsWith(QStringLiteral("Step 20")),
             qPrintable(menu.actions().front()->text()));
    menu.actions().front()->trigger();
    menu.hide();
    QCOMPARE(fixture.window->lab(), LabId::Attention);
    QCOMPARE(fixture.document.state().currentModel()->folder, newest->folder);
    fixture.window->intake().open(fs::path(VITRINE_SOURCE_DIR) / "tests/golden/media/rgb.png");
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session->stage() == Stage::Done &&
                                 fixture.trace().sample().picture != nullptr,
                             kPatience);
    QCOMPARE(fixture.trace().axes().front().size(), std::size_t{1 + 16});
    const auto& candidates = fixture.trace().predictions().front().candidates;
    QCOMPARE(candidates.size(), std::size_t{4});
    QVERIFY(QString::fromStdString(candidates.front().label).startsWith(QStringLiteral("shape")));
}
