#include "core/media/clip/sampling.h"

#include <QTest>

#include <stdexcept>

using namespace vitrine::media;

using Numbers = std::vector<std::int64_t>;

class SamplingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// As numpy.linspace(0, T − 1, N).astype(int64) answered.
    void ends() {
        QCOMPARE(sampleFrames(795, 8), (Numbers{0, 113, 226, 340, 453, 567, 680, 794}));
        QCOMPARE(sampleFrames(100, 5), (Numbers{0, 24, 49, 74, 99}));
        QCOMPARE(sampleFrames(3, 8), (Numbers{0, 0, 0, 0, 1, 1, 1, 2}));
        QCOMPARE(sampleFrames(1, 4), (Numbers{0, 0, 0, 0}));
        QCOMPARE(sampleFrames(10, 1), (Numbers{0}));
    }

    /// As numpy.arange(0, T, T / N).astype(int) answered.
    void spans() {
        QCOMPARE(sampleFrames(795, 8, Sampling::Spans),
                 (Numbers{0, 99, 198, 298, 397, 496, 596, 695}));
        QCOMPARE(sampleFrames(10, 4, Sampling::Spans), (Numbers{0, 2, 5, 7}));
        QCOMPARE(sampleFrames(2, 4, Sampling::Spans), (Numbers{0, 0, 1, 1}));
    }

    void staysInside() {
        for (std::int64_t frames = 1; frames < 60; ++frames) {
            for (std::int64_t wanted = 1; wanted < 40; ++wanted) {
                for (const Sampling rule : {Sampling::Ends, Sampling::Spans}) {
                    const Numbers numbers = sampleFrames(frames, wanted, rule);
                    QCOMPARE(static_cast<std::int64_t>(numbers.size()), wanted);
                    QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
                    QVERIFY(numbers.front() == 0 && numbers.back() < frames);
                }
            }
        }
        QVERIFY_EXCEPTION_THROWN((void)sampleFrames(0, 1), std::invalid_argument);
    }
};

QTEST_GUILESS_MAIN(SamplingTest)
#include "sampling_test.moc"
