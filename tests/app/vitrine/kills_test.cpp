#include "app/vitrine/window/messagestrip.h"
#include "tests/app/vitrine/picturefixture.h"
#include "tests/app/vitrine/traininglabfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "core/run/directory/process.h"
#include "core/run/directory/status.h"

#include "widgets/foundation/parts/errorcard.h"
#include "widgets/training/head/runhead.h"
#include "widgets/training/state/runbook.h"

#include <QPushButton>
#include <QTest>

#include <signal.h>

#include <algorithm>

using namespace vitrine;
using namespace vitrine::app;
using namespace vitrine::tests;

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSteps = 400;
constexpr std::int64_t kEarly = 20; // two checkpoints are behind it, most of the run is not
constexpr int kPatience = TrainingLabFixture::kPatience;

bool gone(pid_t process) {
    return QTest::qWaitFor([process] { return !run::startTimeOf(process).has_value(); });
}

/// Kills trainer and keeper; false if there were none.
bool killBoth(const fs::path& folder) {
    const pid_t trainer = trainerOf(folder);
    const pid_t keeper = trainer != 0 ? keeperOf(trainer) : 0;
    return keeper != 0 && ::kill(keeper, SIGKILL) == 0 && gone(keeper) &&
           ::kill(trainer, SIGKILL) == 0 && gone(trainer);
}

/// As old as it would be after a minute, for which no test needs to wait.
void ageHeartbeat(const fs::path& folder) {
    fs::last_write_time(folder / "heartbeat",
                        fs::file_time_type::clock::now() - std::chrono::minutes(1));
}

/// Scalars that the run's log holds.
std::int64_t pointsIn(const fs::path& folder) {
    std::int64_t points = 0;
    for (const run::Event& event : eventsOf(folder)) {
        const bool counts = event.kind == "scalar" || event.kind == "eval";
        points += counts ? static_cast<std::int64_t>(event.values.size()) : 0;
    }
    return points;
}

/// Whether this process has the file open.
bool holdsOpen(const fs::path& file) {
    return std::ranges::any_of(fs::directory_iterator("/proc/self/fd"), [&](const auto& entry) {
        std::error_code error;
        return fs::read_symlink(entry.path(), error) == file;
    });
}

} // namespace

// What the trainer does once more after a checkpoint is drawn once: the curve has every step.
void KillsTest::aKilledTrainingGoesOn() {
    const TrainingGround ground(kSteps);
    TrainingLabFixture fixture(ground);
    QVERIFY(fixture.begin());
    const fs::path folder = fixture.launch(kEarly);
    const pid_t first = trainerOf(folder);
    QVERIFY(first != 0);
    QCOMPARE(::kill(first, SIGKILL), 0);
    const auto restarted = [&] {
        return fixture.whatHappened().filter(QStringLiteral("resumed from step"));
    };
    QTRY_COMPARE_WITH_TIMEOUT(restarted().size(), 1, kPatience);
    QVERIFY2(restarted().front().contains(QStringLiteral("killed by signal 9")),
             qPrintable(restarted().front()));
    QVERIFY(fixture.finished());
    QCOMPARE(fixture.run()->status.attempt, 2);
    QCOMPARE(fixture.lossSteps(), stepsTo(kSteps));
    QVERIFY(!fixture.lab().head().explanation().isVisible());
    QVERIFY(fixture.window->messages().isHidden());
}

void KillsTest::aDeadRunIsResumed() {
    const TrainingGround ground(kSteps);
    TrainingLabFixture fixture(ground);
    QVERIFY(fixture.begin());
    const fs::path folder = fixture.launch(kEarly);
    QVERIFY(killBoth(folder));
    ageHeartbeat(folder);
    const widgets::RunHead& head = fixture.lab().head();
    QTRY_VERIFY_WITH_TIMEOUT(head.explanation().isVisible(), kPatience);
    QCOMPARE(fixture.run()->stateText(), QStringLiteral("dead"));
    QVERIFY2(head.explanation().problem().text().find("its process is gone") != std::string::npos,
             head.explanation().problem().text().c_str());
    const auto offers = head.explanation().findChildren<QPushButton*>();
    QVERIFY(std::ranges::any_of(offers, [](const QPushButton* button) {
        return button->text().startsWith(QStringLiteral("Resume from step"));
    }));
    QCOMPARE(head.pauseButton().text(), QStringLiteral("Resume"));
    fixture.trigger(QStringLiteral("training.pause"));
    QVERIFY(fixture.finished());
    QCOMPARE(fixture.run()->folder, folder);
    QCOMPARE(fixture.run()->status.attempt, 2);
    QCOMPARE(fixture.lossSteps(), stepsTo(kSteps));
    QVERIFY(!head.explanation().isVisible());
    const QStringList restarted =
        fixture.whatHappened().filter(QStringLiteral("resumed from step"));
    QCOMPARE(restarted.size(), 1);
    QVERIFY2(restarted.front().startsWith(QStringLiteral("died")), qPrintable(restarted.front()));
}

void KillsTest::aNewWindowShowsAllPoints() {
    const TrainingGround ground(kSteps);
    auto first = std::make_unique<TrainingLabFixture>(ground);
    QVERIFY(first->begin());
    const fs::path folder = first->launch(kEarly);
    const pid_t trainer = trainerOf(folder);
    QVERIFY(trainer != 0);
    first.reset();
    QCOMPARE(trainerOf(folder), trainer);
    const std::int64_t before = lossesOf(folder).back().first;
    QTRY_VERIFY_WITH_TIMEOUT(lossesOf(folder).back().first > before, kPatience);
    TrainingLabFixture second(ground);
    QVERIFY(second.begin());
    QTRY_VERIFY_WITH_TIMEOUT(second.run() != nullptr, kPatience);
    QCOMPARE(second.run()->folder, folder);
    QVERIFY(second.finished());
    QCOMPARE(second.run()->status.attempt, 1);
    QCOMPARE(second.lossSteps(), stepsTo(kSteps));
    QCOMPARE(second.run()->history->points(), pointsIn(folder));
    const run::Curve& loss = second.run()->history->find("train/loss")->live;
    const auto written = lossesOf(folder);
    for (std::size_t i = 0; i < written.size(); ++i) {
        QCOMPARE(loss.valueAt(i), static_cast<float>(written[i].second));
    }
}

// A decoder that stands still is certainly at work on the clip when it is killed.
void KillsTest::aDecoderKilledAtWorkIsTold() {
    PictureFixture fixture;
    QVERIFY(fixture.begin());
    QVERIFY(fixture.open(PictureFixture::golden() / "media/rgb.png"));
    const std::string before = fixture.document.value().sample;
    const fs::path clip = PictureFixture::golden() / "media/moving.gif";
    const pid_t decoder = fixture.session->media().decoderProcess();
    QCOMPARE(::kill(decoder, SIGSTOP), 0);
    fixture.window->intake().open(clip);
    // Opened is a moment before sent: at the second look it is sent.
    int looks = 0;
    QTRY_VERIFY(holdsOpen(clip) && ++looks > 1);
    QCOMPARE(::kill(decoder, SIGKILL), 0);
    const MessageStrip& messages = fixture.window->messages();
    QTRY_VERIFY(!messages.isHidden());
    QVERIFY2(messages.accessibleDescription().contains(QStringLiteral("moving.gif")) &&
                 messages.text().contains(QStringLiteral("killed by signal 9")),
             qPrintable(messages.text()));
    QCOMPARE(fixture.document.value().sample, before);
    QVERIFY(fixture.open(PictureFixture::golden() / "media/rgb.ppm"));
    QVERIFY(fixture.open(clip)); // it was not the clip's fault
    QVERIFY(fixture.session->film().film().clip != nullptr);
    QVERIFY(fixture.session->media().decoderProcess() != decoder);
}

void KillsTest::aDecoderKilledAtRestIsReplaced() {
    PictureFixture fixture;
    QVERIFY(fixture.begin());
    QVERIFY(fixture.open(PictureFixture::golden() / "media/rgb.png"));
    const pid_t decoder = fixture.session->media().decoderProcess();
    QCOMPARE(::kill(decoder, SIGKILL), 0);
    QVERIFY(gone(decoder));
    const std::string before = fixture.document.value().sample;
    fixture.window->intake().open(PictureFixture::golden() / "media/rgb.ppm");
    QTRY_VERIFY_WITH_TIMEOUT(fixture.document.value().sample != before ||
                                 !fixture.window->messages().isHidden(),
                             kPatience);
    QVERIFY2(fixture.window->messages().isHidden(),
             qPrintable(fixture.window->messages().text())); // nobody needs to know
    QVERIFY(fixture.seen());
    QCOMPARE(fixture.document.state().currentSample()->sample.name, std::string("rgb.ppm"));
    QVERIFY(fixture.session->media().decoderProcess() != decoder);
}
