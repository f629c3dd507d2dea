#include "tests/widgets/training/writtenrun.h"
#include "widgets/training/state/runbook.h"
#include "widgets/training/watch/runfollower.h"
#include "widgets/training/watch/runround.h"
#include "widgets/training/watch/runwatch.h"

#include "core/base/files.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::widgets;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kAll{10'000};

std::string bytesOf(const fs::path& file) {
    return readFile(file, std::size_t{1} << 30).value();
}

/// The bytes of every file below a folder but those the run itself goes on writing.
std::map<std::string, std::string> contentOf(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().filename() != "heartbeat") {
            files[fs::relative(entry.path(), folder).string()] = bytesOf(entry.path());
        }
    }
    return files;
}

} // namespace

class WatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        dir_ = std::make_unique<QTemporaryDir>();
        folder_ = dir_->path().toStdString();
    }

    void readsOnWhereItStopped() {
        WrittenRun run(folder_, "one");
        run.begin(100);
        run.trainTo(10);
        RunFollower follower(run.folder());
        const RunNews first = follower.look(kAll);
        QVERIFY(first.config.has_value());
        QCOMPARE(first.status->state, run::RunState::Running);
        QCOMPARE(first.liveness, run::Liveness::Running);
        QCOMPARE(first.events.size(), std::size_t{11});
        run.trainTo(13);
        const RunNews second = follower.look(kAll);
        QVERIFY(!second.config.has_value());
        QCOMPARE(second.events.size(), std::size_t{3});
        QVERIFY(follower.look(kAll).events.empty());
    }

    void aTornTailWaitsUntilItIsWhole() {
        WrittenRun run(folder_, "torn");
        run.begin(100);
        run.trainTo(3);
        const fs::path log = run.folder() / "events.jsonl";
        const std::string whole = bytesOf(log);
        const std::size_t lastLine = whole.rfind('\n', whole.size() - 2) + 1;
        for (std::size_t cut = lastLine; cut < whole.size(); ++cut) {
            QVERIFY(saveAtomically(log, whole.substr(0, cut)).ok());
            RunFollower follower(run.folder());
            QCOMPARE(follower.look(kAll).events.size(), std::size_t{3});
            QVERIFY(saveAtomically(log, whole).ok());
            const RunNews rest = follower.look(kAll);
            QVERIFY2(!rest.problem, rest.problem ? rest.problem->text().c_str() : "");
            QCOMPARE(rest.events.size(), std::size_t{1});
            QCOMPARE(rest.badLines, std::size_t{0});
        }
    }

    void linesThatMakeNoSenseAreCounted() {
        WrittenRun run(folder_, "strange");
        run.begin(100);
        run.trainTo(2);
        const fs::path log = run.folder() / "events.jsonl";
        QVERIFY(saveAtomically(log, bytesOf(log) + "{\"t\":1,\n[]\n\xff\xfe\n" + "null\n").ok());
        RunFollower follower(run.folder());
        const RunNews news = follower.look(kAll);
        QVERIFY(!news.problem);
        QCOMPARE(news.events.size(), std::size_t{3});
        QCOMPARE(news.badLines, std::size_t{4});
    }

    void aFolderThatGoesIsToldOnce() {
        WrittenRun run(folder_, "gone");
        run.begin(100);
        run.trainTo(5);
        run.setState(run::RunState::Stopped); // ends the heartbeat, which would write on
        RunFollower follower(run.folder());
        QVERIFY(!follower.look(kAll).problem);
        fs::remove_all(run.folder());
        QVERIFY(follower.look(kAll).problem.has_value());
        QVERIFY(!follower.look(kAll).problem);
        QVERIFY(follower.quiet());
    }

    void aConfigurationThatIsNoneIsAProblem() {
        fs::create_directories(folder_ / "odd");
        QVERIFY(saveAtomically(folder_ / "odd" / "config.json", "{\"kind\": 7}").ok());
        RunFollower follower(folder_ / "odd");
        QVERIFY(follower.look(kAll).problem.has_value());
    }

    void tellsTheDeadFromTheLiving() {
        WrittenRun run(folder_, "dead");
        run.begin(100);
        run.trainTo(5);
        RunFollower follower(run.folder());
        QCOMPARE(follower.look(kAll).liveness, run::Liveness::Running);
        run.die();
        const RunNews news = follower.look(kAll);
        QCOMPARE(news.liveness, run::Liveness::Dead);
        QVERIFY(news.status.has_value());
    }

    void findsRunsOfAFolderAsTheyCome() {
        RunRound round;
        QVERIFY(round.look(folder_, {}, kAll).news.empty());
        WrittenRun run(folder_, "first");
        fs::create_directories(folder_ / "recipes"); // no run
        std::vector<RunNews> found;
        QVERIFY(QTest::qWaitFor([&] {
            found = round.look(folder_, {}, kAll).news;
            return !found.empty();
        }));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].folder, run.folder());
        QVERIFY(round.look(folder_ / "nowhere", {}, kAll).news.empty());
    }

    void batchesComeAtMostTenTimesASecond() {
        WrittenRun run(folder_, "busy");
        run.begin(100'000);
        RunWatch watch;
        QSignalSpy spy(&watch, &RunWatch::newsArrived);
        watch.setRunsFolder(folder_);
        QVERIFY(spy.wait(5000));
        spy.clear();
        QElapsedTimer time;
        time.start();
        std::int64_t step = 0;
        while (time.elapsed() < 1500) {
            run.trainTo(++step);
            QTest::qWait(5);
        }
        qInfo("%lld batches in 1.5 s for %lld events", static_cast<long long>(spy.size()),
              static_cast<long long>(step));
        QVERIFY(spy.size() >= 4);
        QVERIFY(spy.size() <= 16);
    }

    void watchingChangesNothing() {
        WrittenRun run(folder_, "still");
        run.begin(100);
        run.trainTo(50);
        const auto before = contentOf(run.folder());
        {
            RunWatch watch;
            QSignalSpy spy(&watch, &RunWatch::newsArrived);
            watch.setRunsFolder(folder_);
            QVERIFY(spy.wait(5000));
            QTest::qWait(400);
        }
        QCOMPARE(contentOf(run.folder()), before);
    }

    void endsWhileItReads() {
        WrittenRun run(folder_, "long");
        run.begin(100'000);
        run.trainTo(30'000);
        QElapsedTimer time;
        {
            RunWatch watch;
            watch.setRunsFolder(folder_);
            QTest::qWait(30);
            time.start();
        }
        QVERIFY(time.elapsed() < 2000);
    }

private:
    std::unique_ptr<QTemporaryDir> dir_;
    fs::path folder_;
};

QTEST_GUILESS_MAIN(WatchTest)
#include "watch_test.moc"
