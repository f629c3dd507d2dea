#include "core/run/directory/filehashes.h"
#include "core/run/directory/heartbeat.h"
#include "core/run/directory/liveness.h"
#include "core/run/directory/rundirectory.h"
#include "core/run/directory/runlock.h"
#include "core/run/directory/status.h"

#include "tests/core/run/folder.h"

#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>

using namespace vitrine;
using namespace vitrine::run;
using namespace vitrine::tests;

namespace {

RunConfig someConfig() {
    return {.kind = "train",
            .id = "a1b2c3",
            .name = "gpt2 shakespeare/π",
            .created = "2026-11-22T20:15:00Z",
            .recipe = Json::Object{{"type", "train"}},
            .resolved = Json::Object{{"type", "train"}, {"clip", 1.0}},
            .hashes = {{"model", std::string(64, 'a')}},
            .code = "0.1.0",
            .torch = "2.11.0",
            .command = {"vitrine-run", "train", "a recipe.json"}};
}

/// Takes the lock in a process of its own and holds it until killed.
pid_t lockElsewhere(const std::filesystem::path& file) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) {
        return -1;
    }
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = FileLock::take(file);
        const char answer = lock.ok() ? 'y' : 'n';
        [[maybe_unused]] const auto told = ::write(pipe[1], &answer, 1);
        ::pause();
        std::_Exit(0);
    }
    char answer = 0;
    [[maybe_unused]] const auto heard = ::read(pipe[0], &answer, 1);
    ::close(pipe[0]);
    ::close(pipe[1]);
    return answer == 'y' ? child : -1;
}

void end(pid_t child) {
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

} // namespace

class DirectoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void createsAndOpens();
    void createsWhereACreationWasKilled();
    void refusesAFolderInUse();
    void refusesStrangeConfigurations();
    void names();
    void statusComesBack();
    void hostileStatus_data();
    void hostileStatus();
    void lockNamesItsHolder();
    void processes();
    void liveness_data();
    void liveness();
    void heartbeats();
    void hashesAreRemembered();
};

void DirectoryTest::createsWhereACreationWasKilled() {
    const Folder folder;
    const auto place = folder / "run";
    std::filesystem::create_directories(place / "control");
    std::filesystem::create_directories(place / "tb");
    put(place / ".vitrine-4711-1.tmp", "{");
    QVERIFY(RunDirectory::create(place, someConfig()).ok());
    QVERIFY(RunDirectory::open(place).ok());
    // A run that began is never taken for one of these.
    const auto other = folder / "other";
    std::filesystem::create_directories(other / "checkpoints" / "step-00000010");
    QVERIFY(RunDirectory::create(other, someConfig()).failed());
}

void DirectoryTest::createsAndOpens() {
    const Folder folder;
    const auto created = RunDirectory::create(folder / "run", someConfig());
    QVERIFY2(created.ok(), created.failed() ? created.problem().text().c_str() : "");
    for (const char* part : {"control", "tb", "checkpoints", "logs"}) {
        QVERIFY(std::filesystem::is_directory(folder / "run" / part));
    }
    const auto opened = RunDirectory::open(folder / "run");
    QVERIFY(opened.ok());
    QVERIFY(opened->config() == someConfig());
    QCOMPARE(configHash(opened->config()), configHash(someConfig()));
    QCOMPARE(opened->config().hashOf("model"), std::string(64, 'a'));
    QCOMPARE(opened->config().hashOf("data"), std::string());
}

void DirectoryTest::refusesAFolderInUse() {
    const Folder folder;
    QVERIFY(RunDirectory::create(folder / "run", someConfig()).ok());
    const std::string before = get(folder / "run" / "config.json");
    QVERIFY(RunDirectory::create(folder / "run", someConfig()).failed());
    QCOMPARE(get(folder / "run" / "config.json"), before);
    // What a keeper may have put there before the trainer came is no obstacle.
    std::filesystem::create_directories(folder / "new" / "logs");
    put(folder / "new" / "status.json", "{}");
    QVERIFY(RunDirectory::create(folder / "new", someConfig()).ok());
}

void DirectoryTest::refusesStrangeConfigurations() {
    const Folder folder;
    for (const char* text :
         {"", "{}", "[]", "{\"schema\":2}", "{\"schema\":\"1\"}", "{\"schema\":1,\"kind\":\"train\"}",
          "{\"schema\":1,\"kind\":\"walk\",\"id\":\"a\",\"resolved\":{}}"}) {
        put(folder / "config.json", text);
        QVERIFY2(RunDirectory::open(folder.path()).failed(), text);
    }
    QVERIFY(RunDirectory::open(folder / "missing").failed());
}

void DirectoryTest::names() {
    QCOMPARE(runFolderName(someConfig()), std::string("2026-11-22-gpt2-shakespeare----a1b2c3"));
    QCOMPARE(stepName(1000), std::string("step-00001000"));
    QCOMPARE(stepOf("step-00001000"), 1000);
    QCOMPARE(stepOf(stepName(123'456'789'012)), 123'456'789'012);
    for (const char* name : {"step-1000", "step-", "step--0000001", "step-0000100x", "step-+0001000",
                             "STEP-00001000", "step-000001000"}) {
        QCOMPARE(stepOf(name), -1);
    }
    QCOMPARE(utcText(1'700'000'000), std::string("2023-11-14T22:13:20Z"));
    QCOMPARE(newRunId().size(), std::size_t{6});
    QVERIFY(newRunId() != newRunId());
}

void DirectoryTest::statusComesBack() {
    const Folder folder;
    RunStatus status{.state = RunState::Failed,
                     .reason = "a \"quoted\" reason",
                     .attempt = 2,
                     .process = {"atlas", 4711, 123456},
                     .world = 4,
                     .step = 17,
                     .steps = 500,
                     .tokens = 8000,
                     .exit = ProcessExit{.code = {}, .signal = 11}};
    QVERIFY(writeStatus(folder.path(), status).ok());
    auto read = readStatus(folder.path());
    QVERIFY(read.ok());
    QVERIFY(read->updated > 1.7e9);
    status.updated = read->updated;
    QVERIFY(*read == status);
    for (const RunState state :
         {RunState::Queued, RunState::Starting, RunState::Running, RunState::Paused,
          RunState::Finishing, RunState::Finished, RunState::Stopped, RunState::Killed}) {
        status.state = state;
        status.exit.reset();
        QVERIFY(writeStatus(folder.path(), status).ok());
        read = readStatus(folder.path());
        QVERIFY(read.ok() && read->state == state && !read->exit);
    }
}

void DirectoryTest::hostileStatus_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("unknown state") << QByteArray("\"queued\"") << QByteArray("\"dreaming\"");
    QTest::newRow("negative step") << QByteArray("\"step\": 0") << QByteArray("\"step\": -1");
    QTest::newRow("step as text") << QByteArray("\"step\": 0") << QByteArray("\"step\": \"0\"");
    QTest::newRow("no pid") << QByteArray("\"pid\": 0,") << QByteArray("");
    QTest::newRow("huge") << QByteArray("\"tokens\": 0")
                          << QByteArray("\"tokens\": 99999999999999999999");
}

void DirectoryTest::hostileStatus() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const Folder folder;
    QVERIFY(writeStatus(folder.path(), {}).ok());
    QVERIFY(readStatus(folder.path()).ok());
    std::string text = get(folder / "status.json");
    const std::size_t at = text.find(from.toStdString());
    QVERIFY(at != std::string::npos);
    text.replace(at, static_cast<std::size_t>(from.size()), to.toStdString());
    put(folder / "status.json", text);
    QVERIFY(readStatus(folder.path()).failed());
}

void DirectoryTest::lockNamesItsHolder() {
    const Folder folder;
    const auto file = folder / "lock";
    const pid_t child = lockElsewhere(file);
    QVERIFY(child > 0);
    const auto refused = FileLock::take(file);
    QVERIFY(refused.failed());
    QVERIFY(refused.problem().what.find("pid " + std::to_string(child)) != std::string::npos);
    const auto holder = holderOf(file);
    QVERIFY(holder && presenceOf(*holder) == Presence::Alive);
    end(child);
    QVERIFY(presenceOf(*holder) == Presence::Gone);
    // The lock of a killed process is free at once.
    const auto taken = FileLock::take(file);
    QVERIFY(taken.ok());
    QVERIFY(holderOf(file) == thisProcess());
}

void DirectoryTest::processes() {
    ProcessId mine = thisProcess();
    QVERIFY(mine.pid == ::getpid() && mine.startTime > 0);
    QVERIFY(presenceOf(mine) == Presence::Alive);
    mine.startTime += 1; // a later process with the same number
    QVERIFY(presenceOf(mine) == Presence::Gone);
    mine.host += "-other";
    QVERIFY(presenceOf(mine) == Presence::Elsewhere);
    QVERIFY(!startTimeOf(0) && !startTimeOf(-1));
}

void DirectoryTest::liveness_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<double>("pulseAge"); // negative: none
    QTest::addColumn<double>("still");
    QTest::addColumn<double>("median");
    QTest::addColumn<int>("process");
    QTest::addColumn<int>("expected");
    const auto row = [](const char* name, RunState state, double age, double still, double median,
                        Presence process, Liveness expected) {
        QTest::newRow(name) << static_cast<int>(state) << age << still << median
                            << static_cast<int>(process) << static_cast<int>(expected);
    };
    using enum RunState;
    const auto alive = Presence::Alive;
    const auto gone = Presence::Gone;
    const auto far = Presence::Elsewhere;
    row("queued", Queued, -1, 0, 0, gone, Liveness::Waiting);
    row("starting", Starting, 1, 0, 0, alive, Liveness::Waiting);
    row("starting, died", Starting, 16, 0, 0, gone, Liveness::Dead);
    row("running", Running, 1, 5, 1, alive, Liveness::Running);
    row("no step for a minute", Running, 1, 61, 1, alive, Liveness::Stalled);
    row("slow steps", Running, 1, 61, 10, alive, Liveness::Running);
    row("slow steps, stalled", Running, 1, 101, 10, alive, Liveness::Stalled);
    row("old pulse, alive", Running, 16, 16, 1, alive, Liveness::Running);
    row("old pulse, gone", Running, 16, 16, 1, gone, Liveness::Dead);
    row("fresh pulse, gone", Running, 14, 14, 1, gone, Liveness::Running);
    row("elsewhere, fresh", Running, 14, 14, 1, far, Liveness::Running);
    row("elsewhere, old", Running, 16, 16, 1, far, Liveness::Dead);
    row("paused for hours", Paused, 1, 9999, 1, alive, Liveness::Running);
    row("paused, died", Paused, 16, 9999, 1, gone, Liveness::Dead);
    row("finished", Finished, 9999, 9999, 1, gone, Liveness::Ended);
    row("killed", Killed, 9999, 9999, 1, gone, Liveness::Ended);
}

void DirectoryTest::liveness() {
    QFETCH(int, state);
    QFETCH(double, pulseAge);
    QFETCH(double, still);
    QFETCH(double, median);
    QFETCH(int, process);
    QFETCH(int, expected);
    const Signs signs{.state = static_cast<RunState>(state),
                      .pulseAge = pulseAge < 0 ? std::nullopt : std::optional(pulseAge),
                      .secondsWithoutStep = still,
                      .medianStepSeconds = median,
                      .process = static_cast<Presence>(process)};
    QCOMPARE(static_cast<int>(livenessOf(signs)), expected);
}

void DirectoryTest::heartbeats() {
    const Folder folder;
    QVERIFY(!readPulse(folder.path()));
    {
        const auto heart = Heartbeat::start(folder.path(), std::chrono::milliseconds(20));
        QVERIFY(heart.ok());
        (*heart)->setStep(123456);
        QTRY_VERIFY(readPulse(folder.path()).value_or(Pulse{}).step == 123456);
        (*heart)->setStep(7); // a shorter text leaves nothing of the longer one behind
        QTRY_VERIFY(readPulse(folder.path()).value_or(Pulse{}).step == 7);
        const auto pulse = readPulse(folder.path());
        QVERIFY(pulse && pulse->monotonic > 0 && pulse->ageSeconds < 5);
    }
    for (const char* text : {"", "7", "x 1.0", "-1 1.0", "7 x"}) {
        put(folder / "heartbeat", text);
        QVERIFY2(!readPulse(folder.path()), text);
    }
}

void DirectoryTest::hashesAreRemembered() {
    const Folder folder;
    std::filesystem::create_directory(folder / "model");
    put(folder / "model" / "a", "abc");
    put(folder / "model" / "b", "");
    FileHashes hashes(folder / "cache.json");
    const auto one = hashes.ofFile(folder / "model" / "a");
    QVERIFY(one.ok());
    QCOMPARE(*one, std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    const auto all = hashes.of(folder / "model");
    QVERIFY(all.ok());
    QVERIFY(hashes.save().ok());
    // What the cache says is believed while size and time are the same …
    std::string cache = get(folder / "cache.json");
    cache.replace(cache.find("ba7816bf"), 8, "00000000");
    put(folder / "cache.json", cache);
    FileHashes again(folder / "cache.json");
    QVERIFY(again.ofFile(folder / "model" / "a")->starts_with("00000000"));
    // … and not after a change.
    put(folder / "model" / "a", "abcd");
    QVERIFY(!again.ofFile(folder / "model" / "a")->starts_with("00000000"));
    QVERIFY(*again.of(folder / "model") != *all);
    QVERIFY(again.of(folder / "missing").failed());
}

QTEST_GUILESS_MAIN(DirectoryTest)
#include "directory_test.moc"
