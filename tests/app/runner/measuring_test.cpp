#include "app/runner/bench/pairs.h"
#include "app/runner/bench/peer.h"
#include "app/runner/bench/statistics.h"

#include <QTest>

#include <string>
#include <vector>

using namespace vitrine;
using namespace vitrine::app;

namespace {

/// A peer in a few lines of shell: each line that it reads is answered with one that is given.
std::vector<std::string> shellPeer(const std::string& answer) {
    return {"/bin/sh", "-c", "while read request; do echo '" + answer + "'; done"};
}

} // namespace

class MeasuringTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void medianIsTheMiddle();
    void ratioIsTheMedianOfPairs();
    void intervalHoldsTheTruth();
    void intervalIsRepeatable();
    void unequalPairsAreRefused();
    void sidesTakeTurns();
    void firstPairsAreDropped();
    void failureEndsTheRun();
    void repeatsAreDivided();
    void peerTellsItsTime();
    void peerThatDiesIsAProblem();
    void peerThatIsNotThereIsAProblem();
    void peerWithoutATimeIsAProblem();
    void wordsAreSplitAtBlanks();
};

void MeasuringTest::medianIsTheMiddle() {
    QCOMPARE(medianOf(std::vector<double>{5, 1, 3}), 3.0);
    QCOMPARE(medianOf(std::vector<double>{4, 1, 3, 2}), 2.5);
    QCOMPARE(medianOf(std::vector<double>{7}), 7.0);
    QCOMPARE(medianOf({}), 0.0);
}

void MeasuringTest::ratioIsTheMedianOfPairs() {
    // Each pair twice as slow, whatever the machine did: the ratio of medians would be 2 as well,
    // but the pair that a third program disturbed must not move it.
    const std::vector<double> ours{2, 4, 6, 200, 10};
    const std::vector<double> peer{1, 2, 3, 100, 5};
    const auto result = medianRatio(ours, peer);
    QCOMPARE(result.ratio, 2.0);
    QCOMPARE(result.low, 2.0);
    QCOMPARE(result.high, 2.0);
}

void MeasuringTest::intervalHoldsTheTruth() {
    std::vector<double> ours;
    std::vector<double> peer;
    for (int pair = 0; pair < 40; ++pair) {
        ours.push_back(1.10 + 0.01 * (pair % 7 - 3)); // around 1.10
        peer.push_back(1.0);
    }
    const auto result = medianRatio(ours, peer);
    QVERIFY(result.low < result.high);
    QVERIFY(result.low <= result.ratio && result.ratio <= result.high);
    QVERIFY2(result.low > 1.07 && result.high < 1.13, "the interval should be narrow");
}

void MeasuringTest::intervalIsRepeatable() {
    const std::vector<double> ours{1.0, 1.2, 0.9, 1.4, 1.1, 1.3};
    const std::vector<double> peer{1, 1, 1, 1, 1, 1};
    const auto first = medianRatio(ours, peer, 5);
    const auto second = medianRatio(ours, peer, 5);
    QCOMPARE(first.low, second.low);
    QCOMPARE(first.high, second.high);
}

void MeasuringTest::unequalPairsAreRefused() {
    QVERIFY_EXCEPTION_THROWN((void)medianRatio(std::vector<double>{1, 2}, std::vector<double>{1}),
                             std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)medianRatio({}, {}), std::invalid_argument);
}

void MeasuringTest::sidesTakeTurns() {
    std::string order;
    const Timed ours = [&]() -> Outcome<double> { return order += 'a', 1.0; };
    const Timed peer = [&]() -> Outcome<double> { return order += 'b', 2.0; };
    const auto times = interleave(ours, peer, {.pairs = 4, .dropped = 1});
    QVERIFY(times.ok());
    QCOMPARE(order, std::string("abababab"));
    QCOMPARE(times->ours, (std::vector<double>{1, 1, 1}));
    QCOMPARE(times->peer, (std::vector<double>{2, 2, 2}));
}

void MeasuringTest::firstPairsAreDropped() {
    double next = 0;
    const Timed ours = [&]() -> Outcome<double> { return ++next; };
    const auto times = interleave(ours, {}, {});
    QVERIFY(times.ok());
    QCOMPARE(times->ours.size(), std::size_t{20});
    QCOMPARE(times->ours.front(), 4.0);
    QVERIFY(times->peer.empty());
    QVERIFY(times->peakBytes > 0);
}

void MeasuringTest::failureEndsTheRun() {
    int runs = 0;
    const Timed ours = [&]() -> Outcome<double> {
        if (++runs == 3) {
            return Problem{"It broke", "here", {}};
        }
        return 1.0;
    };
    const auto times = interleave(ours, {}, {.pairs = 10, .dropped = 0});
    QVERIFY(times.failed());
    QCOMPARE(times.problem().what, std::string("It broke"));
    QCOMPARE(runs, 3);
}

void MeasuringTest::repeatsAreDivided() {
    int runs = 0;
    const Timed work = timed(
        [&]() -> Outcome<Done> {
            ++runs;
            return Done{};
        },
        50);
    const auto milliseconds = work();
    QVERIFY(milliseconds.ok());
    QCOMPARE(runs, 50);
    QVERIFY(*milliseconds >= 0);
}

void MeasuringTest::peerTellsItsTime() {
    const auto peer = Peer::start(shellPeer(R"({"ms": 12.5, "tensors": 3})"));
    QVERIFY(peer.ok());
    for (int run = 0; run < 3; ++run) {
        const auto milliseconds = (*peer)->timedRun()();
        QVERIFY(milliseconds.ok());
        QCOMPARE(*milliseconds, 12.5);
    }
    const auto result = (*peer)->result();
    QVERIFY(result.ok());
    QCOMPARE(result->find("tensors")->number(), 3.0);
}

void MeasuringTest::peerThatDiesIsAProblem() {
    const auto peer = Peer::start({"/bin/sh", "-c", "exit 3"});
    QVERIFY(peer.ok());
    const auto milliseconds = (*peer)->timedRun()();
    QVERIFY(milliseconds.failed());
    QVERIFY(milliseconds.problem().what.starts_with("The peer has ended"));
}

void MeasuringTest::peerThatIsNotThereIsAProblem() {
    QVERIFY(Peer::start({"/nowhere/at/all"}).failed());
    QVERIFY(Peer::start({}).failed());
}

void MeasuringTest::peerWithoutATimeIsAProblem() {
    for (const char* answer : {R"({"seconds": 1})", R"({"ms": -1})", R"({"ms": "1"})", "ready"}) {
        const auto peer = Peer::start(shellPeer(answer));
        QVERIFY(peer.ok());
        QVERIFY2((*peer)->timedRun()().failed(), answer);
    }
}

void MeasuringTest::wordsAreSplitAtBlanks() {
    QCOMPARE(wordsOf("  python3   a/b.py -x "),
             (std::vector<std::string>{"python3", "a/b.py", "-x"}));
    QVERIFY(wordsOf("  ").empty());
}

QTEST_GUILESS_MAIN(MeasuringTest)
#include "measuring_test.moc"
