#include "widgets/foundation/task/latestwins.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <semaphore>
#include <stdexcept>
#include <thread>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

// Work that goes on, asking its tick, until it is stopped; answers how it ended.
Outcome<int> untilStopped(const Tick& tick) {
    std::int64_t step = 0;
    while (tick.update(++step, 0)) {
        std::this_thread::yield();
    }
    return Cancelled{};
}

struct Delivered {
    Generation generation = 0;
    Outcome<int> outcome = 0;
    QThread* thread = nullptr;
};

} // namespace

class TaskTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void deliversOnTheGuiThread();
    void newestWins();
    void hundredRequestsInASecond();
    void cancelsInTime();
    void cancelsWhatWaits();
    void lateResultsAreDropped();
    void lanesDoNotDisturbEachOther();
    void oneThreadForAll();
    void destroyingTheLaneMidRun();
    void destroyingTheWorkerMidRun();
    void destroyingTheLaneWhileDelivering();
    void exceptionsBecomeProblems_data();
    void exceptionsBecomeProblems();
    void progressIsThrottled();
    void busyIsTold();
};

void TaskTest::deliversOnTheGuiThread() {
    Worker worker(QStringLiteral("engine"));
    std::vector<Delivered> delivered;
    LatestWins<int> lane(worker, [&](Generation generation, Outcome<int> outcome) {
        delivered.push_back({generation, std::move(outcome), QThread::currentThread()});
    });
    std::atomic<QThread*> ran = nullptr;
    const Generation generation = lane.submit([&](const Tick&) -> Outcome<int> {
        ran = QThread::currentThread();
        return 42;
    });
    QTRY_COMPARE(delivered.size(), std::size_t(1));
    QCOMPARE(delivered[0].generation, generation);
    QCOMPARE(delivered[0].outcome.value(), 42);
    QCOMPARE(delivered[0].thread, QThread::currentThread());
    QVERIFY(ran.load() != QThread::currentThread());
    QVERIFY(!lane.busy());
}

void TaskTest::newestWins() {
    Worker worker(QStringLiteral("engine"));
    std::vector<Delivered> delivered;
    LatestWins<int> lane(worker, [&](Generation generation, Outcome<int> outcome) {
        delivered.push_back({generation, std::move(outcome), nullptr});
    });
    std::binary_semaphore started(0);
    lane.submit([&](const Tick& tick) {
        started.release();
        return untilStopped(tick);
    });
    started.acquire();
    lane.submit([](const Tick&) -> Outcome<int> { return 2; });
    const Generation third = lane.submit([](const Tick&) -> Outcome<int> { return 3; });
    QTRY_COMPARE(delivered.size(), std::size_t(1));
    QCOMPARE(delivered[0].generation, third);
    QCOMPARE(delivered[0].outcome.value(), 3);
}

void TaskTest::hundredRequestsInASecond() {
    Worker worker(QStringLiteral("engine"));
    std::vector<Delivered> delivered;
    LatestWins<int> lane(worker, [&](Generation generation, Outcome<int> outcome) {
        delivered.push_back({generation, std::move(outcome), nullptr});
    });
    std::atomic<int> running = 0;
    std::atomic<int> mostRunning = 0;
    QElapsedTimer clock;
    clock.start();
    for (int i = 1; i <= 100; ++i) {
        lane.submit([&, i](const Tick& tick) -> Outcome<int> {
            mostRunning = std::max(mostRunning.load(), ++running);
            for (int step = 0; step < 50; ++step) { // 50 ms if nobody stops it
                if (!tick.update(step, 50)) {
                    --running;
                    return Cancelled{};
                }
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
            --running;
            return i;
        });
        QTest::qWait(5);
    }
    QTRY_VERIFY(!delivered.empty() && delivered.back().generation == 100);
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(delivered.back().outcome.value(), 100);
    QCOMPARE(mostRunning.load(), 1);
    for (std::size_t i = 0; i < delivered.size(); ++i) {
        QVERIFY(delivered[i].outcome.ok()); // replaced requests are silent
        QVERIFY(i == 0 || delivered[i].generation > delivered[i - 1].generation);
    }
    QVERIFY(!lane.busy());
}

void TaskTest::cancelsInTime() {
    Worker worker(QStringLiteral("engine"));
    std::vector<Delivered> delivered;
    LatestWins<int> lane(worker, [&](Generation generation, Outcome<int> outcome) {
        delivered.push_back({generation, std::move(outcome), nullptr});
    });
    std::binary_semaphore started(0);
    lane.submit([&](const Tick& tick) {
        started.release();
        return untilStopped(tick);
    });
    started.acquire();
    QElapsedTimer clock;
    clock.start();
    lane.cancel();
    QVERIFY(lane.busy()); // asked to stop is not stopped
    QTRY_COMPARE(delivered.size(), std::size_t(1));
    QVERIFY2(clock.elapsed() <= 100, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(delivered[0].outcome.cancelled());
    QVERIFY(!lane.busy());
}

void TaskTest::cancelsWhatWaits() {
    Worker worker(QStringLiteral("engine"));
    std::binary_semaphore release(0);
    LatestWins<int> blocker(worker, [](Generation, Outcome<int>) {});
    blocker.submit([&](const Tick&) -> Outcome<int> {
        release.acquire();
        return 0;
    });
    int cancelled = 0;
    bool ran = false;
    LatestWins<int> lane(worker, [&](Generation, Outcome<int> outcome) {
        cancelled += outcome.cancelled() ? 1 : 0;
    });
    lane.submit([&](const Tick&) -> Outcome<int> {
        ran = true;
        return 1;
    });
    lane.cancel();
    QCOMPARE(cancelled, 1);
    QVERIFY(!lane.busy());
    release.release();
    QTRY_VERIFY(!blocker.busy());
    QVERIFY(!ran);
}

void TaskTest::lateResultsAreDropped() {
    Worker worker(QStringLiteral("engine"));
    std::vector<Delivered> delivered;
    LatestWins<int> lane(worker, [&](Generation generation, Outcome<int> outcome) {
        delivered.push_back({generation, std::move(outcome), nullptr});
    });
    std::binary_semaphore finished(0);
    lane.submit([&](const Tick&) -> Outcome<int> { return 1; });
    // The first result lies in the event queue, undelivered, when the second request comes.
    LatestWins<int> probe(worker, [](Generation, Outcome<int>) {});
    probe.submit([&](const Tick&) -> Outcome<int> {
        finished.release();
        return 0;
    });
    finished.acquire();
    lane.submit([](const Tick&) -> Outcome<int> { return 2; });
    QTRY_VERIFY(!lane.busy());
    QCOMPARE(delivered.size(), std::size_t(1));
    QCOMPARE(delivered[0].outcome.value(), 2);
}

void TaskTest::lanesDoNotDisturbEachOther() {
    Worker worker(QStringLiteral("engine"));
    int first = 0;
    int second = 0;
    LatestWins<int> one(worker, [&](Generation, Outcome<int> outcome) { first = *outcome; });
    LatestWins<int> two(worker, [&](Generation, Outcome<int> outcome) { second = *outcome; });
    one.submit([](const Tick&) -> Outcome<int> { return 1; });
    two.submit([](const Tick&) -> Outcome<int> { return 2; });
    QTRY_COMPARE(second, 2);
    QCOMPARE(first, 1);
}

void TaskTest::oneThreadForAll() {
    Worker worker(QStringLiteral("engine"));
    std::vector<std::thread::id> threads;
    int done = 0;
    LatestWins<int> lane(worker, [&](Generation, Outcome<int>) { ++done; });
    for (int i = 1; i <= 5; ++i) {
        lane.submit([&](const Tick&) -> Outcome<int> {
            threads.push_back(std::this_thread::get_id());
            return 0;
        });
        QTRY_COMPARE(done, i);
    }
    QCOMPARE(std::count(threads.begin(), threads.end(), threads.front()), 5);
}

void TaskTest::destroyingTheLaneMidRun() {
    Worker worker(QStringLiteral("engine"));
    auto value = std::make_shared<int>(7);
    std::weak_ptr<int> alive = value;
    bool delivered = false;
    std::binary_semaphore started(0);
    {
        LatestWins<int> lane(worker, [&](Generation, Outcome<int>) { delivered = true; });
        lane.submit([&started, value = std::move(value)](const Tick& tick) {
            started.release();
            const Outcome<int> end = untilStopped(tick);
            return end.cancelled() ? Outcome<int>(*value) : end;
        });
        started.acquire();
    }
    QTRY_VERIFY(alive.expired()); // the work noticed and let go of what it held
    QCoreApplication::processEvents();
    QVERIFY(!delivered);
}

void TaskTest::destroyingTheWorkerMidRun() {
    std::atomic<bool> ended = false;
    bool delivered = false;
    auto worker = std::make_unique<Worker>(QStringLiteral("engine"));
    LatestWins<int> lane(*worker, [&](Generation, Outcome<int>) { delivered = true; });
    std::binary_semaphore started(0);
    lane.submit([&](const Tick& tick) {
        started.release();
        Outcome<int> end = untilStopped(tick);
        ended = true;
        return end;
    });
    started.acquire();
    worker.reset();
    QVERIFY(ended); // waited for
    lane.submit([](const Tick&) -> Outcome<int> { return 1; });
    lane.cancel();
}

void TaskTest::destroyingTheLaneWhileDelivering() {
    Worker worker(QStringLiteral("engine"));
    std::unique_ptr<LatestWins<int>> lane;
    bool delivered = false;
    lane = std::make_unique<LatestWins<int>>(worker, [&](Generation, Outcome<int>) {
        lane.reset();
        delivered = true;
    });
    lane->submit([](const Tick&) -> Outcome<int> { return 1; });
    QTRY_VERIFY(delivered);
}

void TaskTest::exceptionsBecomeProblems_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("expected");
    QTest::addRow("standard") << 0 << QByteArray("engine: expected [2, 3]");
    QTest::addRow("memory") << 1 << QByteArray("not enough memory");
    QTest::addRow("other") << 2 << QByteArray("unexpected fault");
}

void TaskTest::exceptionsBecomeProblems() {
    QFETCH(int, kind);
    QFETCH(QByteArray, expected);
    Worker worker(QStringLiteral("engine"));
    std::string text;
    LatestWins<int> lane(worker, [&](Generation, Outcome<int> outcome) {
        text = outcome.failed() ? outcome.problem().text() : "no problem";
    });
    lane.submit([kind](const Tick&) -> Outcome<int> {
        switch (kind) {
        case 0:
            throw std::invalid_argument("expected [2, 3]");
        case 1:
            throw std::bad_alloc();
        default:
            throw 5;
        }
    });
    QTRY_VERIFY(!text.empty());
    QVERIFY2(text.find(expected.toStdString()) != std::string::npos, text.c_str());
    // The thread lives on.
    text.clear();
    lane.submit([](const Tick&) -> Outcome<int> { return 1; });
    QTRY_COMPARE(text, std::string("no problem"));
}

void TaskTest::progressIsThrottled() {
    Worker worker(QStringLiteral("engine"));
    LatestWins<int> lane(worker, [](Generation, Outcome<int>) {});
    QSignalSpy progress(&lane, &Lane::progressed);
    lane.submit([](const Tick& tick) -> Outcome<int> {
        const auto begin = std::chrono::steady_clock::now();
        std::int64_t step = 0;
        while (std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(500)) {
            if (!tick.update(++step, 1'000'000'000)) {
                return Cancelled{};
            }
        }
        return 0;
    });
    QTRY_VERIFY(!lane.busy());
    QVERIFY(progress.count() >= 2);
    QVERIFY2(progress.count() <= 16, qPrintable(QString::number(progress.count())));
    const auto last = progress.last().at(1).value<Progress>();
    QVERIFY(last.done > 0);
    QCOMPARE(last.total, std::int64_t(1'000'000'000));
}

void TaskTest::busyIsTold() {
    Worker worker(QStringLiteral("engine"));
    LatestWins<int> lane(worker, [](Generation, Outcome<int>) {});
    QSignalSpy busy(&lane, &Lane::busyChanged);
    lane.submit([](const Tick&) -> Outcome<int> { return 1; });
    lane.submit([](const Tick&) -> Outcome<int> { return 2; });
    QTRY_COMPARE(busy.count(), 2);
    QCOMPARE(busy.at(0).at(0).toBool(), true);
    QCOMPARE(busy.at(1).at(0).toBool(), false);
}

QTEST_GUILESS_MAIN(TaskTest)
#include "task_test.moc"
