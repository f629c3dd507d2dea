#include "core/base/json.h"
#include "core/neural/engine.h"
#include "core/neural/train/runevaluation.h"
#include "core/run/checkpoint/checkpointstore.h"
#include "core/run/control/controldesk.h"
#include "core/run/directory/process.h"
#include "core/run/directory/rundirectory.h"
#include "core/run/directory/status.h"
#include "tests/app/runner/train/trainingground.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace vitrine;
using namespace vitrine::tests;

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSteps = 120;

QStringList resume(const fs::path& folder) {
    return {QStringLiteral("--resume"), QString::fromStdString(folder.string())};
}

bool hasEvent(const fs::path& folder, const std::string& kind, const std::string& key,
              const std::string& value) {
    return std::ranges::any_of(eventsOf(folder), [&](const run::Event& event) {
        const Json* member = event.fields.find(key);
        return event.kind == kind && member != nullptr && member->string() != nullptr &&
               *member->string() == value;
    });
}

/// Waits until a run has done so many updates; false after ten seconds.
bool waitForStep(const fs::path& folder, std::int64_t step) {
    constexpr int kLongest = 10'000;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kLongest) {
        const auto losses = lossesOf(folder);
        if (!losses.empty() && losses.back().first >= step) {
            return true;
        }
        QTest::qWait(20);
    }
    return false;
}

std::set<std::string> namesIn(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

/// What a model folder answers to a grey picture, by class; empty where it does not open.
std::vector<double> scoresOf(const fs::path& folder) {
    const auto engine = neural::makeEngine({.threads = 1});
    const auto model = engine->openModel(folder, engine->devices().front(), Tick());
    if (!model) {
        return {};
    }
    const Sample sample{.name = "grey", .picture = std::make_shared<Image>(50, 40, 128)};
    const auto trace = (*model)->trace(sample, {}, Tick());
    if (!trace) {
        return {};
    }
    const auto& candidates = (*trace)->predictions().front().candidates;
    std::vector<double> scores(candidates.size());
    for (const engine::Candidate& candidate : candidates) {
        scores.at(static_cast<std::size_t>(candidate.id)) = candidate.probability;
    }
    return scores;
}

} // namespace

/// vitrine-run train as a process: what it writes, obeys and survives.
class TrainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ground_ = std::make_unique<TrainingGround>(kSteps);
        QCOMPARE(ground_->train("whole"), 0);
        whole_ = ground_->run("whole");
    }

    void learns() {
        const auto losses = lossesOf(whole_);
        QCOMPARE(static_cast<std::int64_t>(losses.size()), kSteps);
        const auto meanOf = [](auto begin, auto end) {
            double sum = 0;
            for (auto each = begin; each != end; ++each) {
                sum += each->second;
            }
            return sum / static_cast<double>(end - begin);
        };
        const double first = meanOf(losses.begin(), losses.begin() + 20);
        const double last = meanOf(losses.end() - 20, losses.end());
        QVERIFY2(last < 0.8 * first, qPrintable(QStringLiteral("%1, then %2").arg(first).arg(last)));
        const auto status = run::readStatus(whole_);
        QVERIFY(status.ok());
        QVERIFY(status->state == run::RunState::Finished);
        QCOMPARE(status->step, kSteps);
        QVERIFY(hasEvent(whole_, "eval", "split", "eval"));
        QVERIFY(hasEvent(whole_, "eval", "split", "unseen"));
        QVERIFY(hasEvent(whole_, "end", "state", "finished"));
    }

    /// A checkpoint is a model folder: the engine opens it and sees a picture.
    void aCheckpointOpensAsModel() {
        const auto newest = run::CheckpointStore(whole_ / "checkpoints").newest();
        QVERIFY(newest.newest.has_value());
        const auto engine = neural::makeEngine({.threads = 1});
        const auto model =
            engine->openModel(newest.newest->folder, engine->devices().front(), Tick());
        QVERIFY2(model.ok(), model.failed() ? model.problem().text().c_str() : "");
        QCOMPARE((*model)->card().family, std::string("vit"));
        const Sample sample{.name = "grey", .picture = std::make_shared<Image>(50, 40, 128)};
        const auto trace = (*model)->trace(sample, {}, Tick());
        QVERIFY2(trace.ok(), trace.failed() ? trace.problem().text().c_str() : "");
        QCOMPARE((*trace)->axes().front().size(), std::size_t{1 + 16});
        QCOMPARE((*trace)->predictions().front().candidates.size(), std::size_t{4});
    }

    /// An export is half as large, opens anywhere, says what it is, and answers the same.
    void exportsInHalfPrecision() {
        const fs::path folder = ground_->run("exported");
        const QStringList words{QString::fromStdString(whole_.string()), QStringLiteral("--out"),
                                QString::fromStdString(folder.string()), QStringLiteral("--dtype"),
                                QStringLiteral("F16")};
        QCOMPARE(TrainingGround::finish(words, QStringLiteral("export")), 0);
        const std::set<std::string> names = namesIn(folder);
        QCOMPARE(names, (std::set<std::string>{"README.md", "config.json", "data.json",
                                               "metrics.json", "model.safetensors",
                                               "preprocessor_config.json", "recipe.json"}));
        const auto newest = run::CheckpointStore(whole_ / "checkpoints").newest();
        const auto whole = fs::file_size(newest.newest->folder / "model.safetensors");
        QVERIFY(fs::file_size(folder / "model.safetensors") < whole * 55 / 100);
        const auto exact = scoresOf(newest.newest->folder);
        const auto half = scoresOf(folder);
        QCOMPARE(half.size(), exact.size());
        for (std::size_t at = 0; at < half.size(); ++at) {
            QVERIFY(std::abs(half[at] - exact[at]) < 5e-3); // 11 bits of mantissa
            QVERIFY(half[at] != exact[at] || half[at] == 0);
        }
        const auto metrics = readJson(folder / "metrics.json");
        QVERIFY(metrics.ok());
        QCOMPARE(metrics->find("step")->number(), static_cast<double>(kSteps));
        QVERIFY(!metrics->find("evaluations")->array()->empty());
        // A folder that holds something is never written into.
        QCOMPARE(TrainingGround::finish(words, QStringLiteral("export")), 1);
        QCOMPARE(namesIn(folder), names);
    }

    /// Evaluated again, a checkpoint scores what the run wrote down, to the last digit.
    void evaluatesWhatTheRunWroteDown() {
        for (const std::string part : {"eval", "unseen"}) {
            double recorded = -1;
            for (const run::Event& event : eventsOf(whole_)) {
                for (const run::Scalar& value : event.values) {
                    if (event.kind == "eval" && value.tag == part + "/loss") {
                        recorded = value.value;
                    }
                }
            }
            const auto directory = run::RunDirectory::open(whole_);
            QVERIFY(directory.ok());
            const auto found = neural::evaluateRun(*directory, {.part = part}, Tick());
            QVERIFY2(found.ok(), found.failed() ? found.problem().text().c_str() : "");
            QCOMPARE(found->step, kSteps);
            QVERIFY2(std::abs(found->loss - recorded) < 1e-6,
                     qPrintable(QStringLiteral("%1 and %2").arg(found->loss).arg(recorded)));
        }
        const QString whole = QString::fromStdString(whole_.string());
        QCOMPARE(TrainingGround::finish({whole}, QStringLiteral("evaluate")), 0);
        QCOMPARE(TrainingGround::finish({whole, QStringLiteral("--part"), QStringLiteral("other")},
                                        QStringLiteral("evaluate")),
                 1);
    }

    void theSameRecipeGivesTheSameBits() {
        QCOMPARE(ground_->train("again"), 0);
        QVERIFY(lossesOf(ground_->run("again")) == lossesOf(whole_));
        QVERIFY(weightsOf(ground_->run("again")) == weightsOf(whole_));
    }

    /// kill −9 at 20 random moments, resumed each time: the same losses and weights, bit for bit.
    void survivesKillAtRandomMoments() {
        const std::string expected = weightsOf(whole_);
        const auto losses = lossesOf(whole_);
        QVERIFY(!expected.empty());
        const std::uint32_t seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        constexpr int kKills = 20;
        fs::path folder;
        for (int kill = 0; kill < kKills;) {
            folder = ground_->run("killed-" + std::to_string(kill));
            auto process = TrainingGround::start(
                {QString::fromStdString(ground_->recipe().string()), QStringLiteral("--out"),
                 QString::fromStdString(folder.string())});
            // A run dies three times, then it may end.
            for (int death = 0; death < 3 && kill < kKills; ++death, ++kill) {
                QVERIFY(waitForStep(folder, 1));
                QTest::qWait(static_cast<int>(random() % 400));
                process->kill();
                QVERIFY(process->waitForFinished());
                process = TrainingGround::start(resume(folder));
            }
            QVERIFY(process->waitForFinished(60'000));
            QVERIFY2(process->exitCode() == 0, process->readAll().constData());
            QVERIFY(lossesOf(folder) == losses);
            QVERIFY(weightsOf(folder) == expected);
        }
    }

    /// From a checkpoint by name; later ones are set aside, and the end is the same.
    void goesOnFromANamedCheckpoint() {
        const fs::path folder = ground_->run("forgetful");
        fs::copy(whole_, folder, fs::copy_options::recursive);
        const run::CheckpointStore store(folder / "checkpoints");
        std::vector<std::int64_t> steps = store.steps();
        QVERIFY(steps.size() >= 2);
        const std::int64_t from = steps[steps.size() - 2];
        QCOMPARE(TrainingGround::finish(resume(folder) + QStringList{QStringLiteral("--from"),
                                                                     QString::fromStdString(
                                                                         run::stepName(from))}),
                 0);
        QVERIFY(lossesOf(folder) == lossesOf(whole_));
        QVERIFY(weightsOf(folder) == weightsOf(whole_));
        QVERIFY(fs::exists(folder / "checkpoints" / "superseded"));
    }

    void aSignalSavesAndAsksForRequeue() {
        const fs::path folder = ground_->run("signalled");
        const auto process = begun(folder);
        QVERIFY(waitForStep(folder, 5));
        ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
        QVERIFY(process->waitForFinished());
        QCOMPARE(process->exitCode(), 75);
        // Saved is the update it ended at, whether a periodic checkpoint fell there or not.
        const auto saved = run::CheckpointStore(folder / "checkpoints").newest();
        QVERIFY(saved.newest.has_value());
        QCOMPARE(saved.newest->manifest.step, lossesOf(folder).back().first);
        QCOMPARE(TrainingGround::finish(resume(folder)), 0);
        QVERIFY(weightsOf(folder) == weightsOf(whole_));
    }

    void obeysRequests() {
        const fs::path folder = ground_->run("steered");
        const auto process = begun(folder);
        QVERIFY(waitForStep(folder, 1));
        const auto desk = run::ControlDesk::open(folder, "test");
        QVERIFY(desk.ok());
        QVERIFY((*desk)->send(run::ControlVerb::Pause).ok());
        QTRY_VERIFY_WITH_TIMEOUT(run::readStatus(folder)->state == run::RunState::Paused, 5000);
        const auto still = lossesOf(folder).size();
        QTest::qWait(300);
        QCOMPARE(lossesOf(folder).size(), still);
        Json half;
        half.set("lr_scale", 0.5);
        QVERIFY((*desk)->send(run::ControlVerb::Set, half).ok());
        QVERIFY((*desk)->send(run::ControlVerb::Checkpoint).ok());
        QVERIFY((*desk)->send(run::ControlVerb::Resume).ok());
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitCode(), 0);
        QVERIFY(hasEvent(folder, "ctl", "verb", "set"));
        QVERIFY(hasEvent(folder, "ctl", "result", "ok"));
        QVERIFY(weightsOf(folder) != weightsOf(whole_));
    }

    void aSecondWriterIsRefused() {
        const fs::path folder = ground_->run("shared");
        const auto process = begun(folder);
        QVERIFY(waitForStep(folder, 1));
        const auto desk = run::ControlDesk::open(folder, "test");
        QVERIFY(desk.ok());
        QVERIFY((*desk)->send(run::ControlVerb::Pause).ok());
        QTRY_VERIFY_WITH_TIMEOUT(run::readStatus(folder)->state == run::RunState::Paused, 5000);
        QCOMPARE(TrainingGround::finish(resume(folder)), 1);
        QVERIFY((*desk)->send(run::ControlVerb::Resume).ok());
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitCode(), 0);
    }

    /// The keeper outlives its starter and starts a killed training again.
    void theKeeperStartsAKilledTrainingAgain() {
        const fs::path folder = ground_->run("kept");
        QCOMPARE(TrainingGround::finish({QString::fromStdString(ground_->recipe().string()),
                                         QStringLiteral("--out"),
                                         QString::fromStdString(folder.string()),
                                         QStringLiteral("--detach")}),
                 0);
        QVERIFY(waitForStep(folder, 1));
        const auto first = run::readStatus(folder);
        QVERIFY(first.ok());
        ::kill(static_cast<pid_t>(first->process.pid), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(run::readStatus(folder)->state == run::RunState::Finished, 60'000);
        QVERIFY(run::readStatus(folder)->attempt >= 2);
        QVERIFY(hasEvent(folder, "start", "before", "killed by signal 9"));
        QVERIFY(weightsOf(folder) == weightsOf(whole_));
        QTRY_VERIFY_WITH_TIMEOUT(run::readStatus(folder)->exit.has_value(), 5000);
    }

    /// Resumed although it works: the second keeper sees its trainer refused, and leaves the status
    /// to whom it belongs.
    void aSecondKeeperDisturbsNothing() {
        const fs::path folder = ground_->run("twice");
        const auto process = begun(folder);
        QVERIFY(waitForStep(folder, 1));
        const auto desk = run::ControlDesk::open(folder, "test");
        QVERIFY(desk.ok());
        QVERIFY((*desk)->send(run::ControlVerb::Pause).ok());
        QTRY_VERIFY_WITH_TIMEOUT(run::readStatus(folder)->state == run::RunState::Paused, 5000);
        const auto second = TrainingGround::start(
            resume(folder) + QStringList{QStringLiteral("--detach"), QStringLiteral("--json")});
        QVERIFY(second->waitForFinished());
        const auto said = parseJson(second->readAll().toStdString(), "the runner's answer");
        QVERIFY(said.ok() && said->find("keeper") != nullptr);
        const std::int64_t keeper = *said->find("keeper")->integer();
        QTRY_VERIFY_WITH_TIMEOUT(!run::startTimeOf(keeper).has_value(), 20'000);
        QVERIFY(run::readStatus(folder)->state == run::RunState::Paused);
        QCOMPARE(run::readStatus(folder)->process.pid, process->processId());
        QVERIFY((*desk)->send(run::ControlVerb::Resume).ok());
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitCode(), 0);
    }

    /// A disk without room: every checkpoint is skipped with a warning, the training goes on and
    /// waits at its end; with room again nothing is lost.
    void aFullDiskPausesAndLosesNothing() {
        const fs::path disk = ground_->run("disk");
        fs::create_directories(disk);
        if (::unshare(CLONE_NEWNS) != 0 ||
            ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64m") != 0) {
            QSKIP("a file system of its own needs root");
        }
        const fs::path folder = disk / "run";
        const auto process = begun(folder);
        QTRY_VERIFY_WITH_TIMEOUT(fs::exists(folder / "status.json") &&
                                     run::readStatus(folder)->state == run::RunState::Paused,
                                 30'000);
        QVERIFY(hasEvent(folder, "warn", "code", "disk"));
        QCOMPARE(static_cast<std::int64_t>(lossesOf(folder).size()), kSteps);
        QVERIFY(weightsOf(folder).empty());
        QVERIFY(::mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT, "size=1g") == 0);
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitCode(), 0);
        QVERIFY(weightsOf(folder) == weightsOf(whole_));
        QVERIFY(::umount(disk.c_str()) == 0);
    }

    void faultsAreTold() {
        QCOMPARE(TrainingGround::finish({QStringLiteral("/nowhere/recipe.json"),
                                         QStringLiteral("--out"), QStringLiteral("x")}),
                 2);
        QCOMPARE(TrainingGround::finish({QStringLiteral("--schema")}), 0);
        QCOMPARE(TrainingGround::finish(
                     {QString::fromStdString(ground_->recipe().string()), QStringLiteral("--check")}),
                 0);
        // The folder of a run is never written over.
        QCOMPARE(ground_->train("whole"), 1);
    }

private:
    /// The recipe's training in that folder, running.
    [[nodiscard]] std::unique_ptr<QProcess> begun(const fs::path& folder) const {
        return TrainingGround::start({QString::fromStdString(ground_->recipe().string()),
                                      QStringLiteral("--out"),
                                      QString::fromStdString(folder.string())});
    }

    std::unique_ptr<TrainingGround> ground_;
    fs::path whole_;
};

QTEST_GUILESS_MAIN(TrainTest)
#include "train_test.moc"
