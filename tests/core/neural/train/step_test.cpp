#include "tests/core/neural/tests.h"
#include "tests/core/neural/train/traincheck.h"

#include <QTest>

#include <cmath>

namespace vitrine::tests {

/// One update: its arithmetic against the formulas of training.md sections 9 and 10.
class StepTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void adamWAnswersAsKnown() {
        const AdamWAnswer answer = adamWKnownAnswer();
        const auto near = [](double found, double expected) {
            return std::abs(found - expected) < 1e-10;
        };
        QVERIFY(near(answer.parameter[0], 0.821608009184));
        QVERIFY(near(answer.parameter[1], -1.99891555855));
        QVERIFY(near(answer.first[0], -0.0149));
        QVERIFY(near(answer.first[1], 0.0798));
        QVERIFY(near(answer.second[0], 0.00034989001));
        QVERIFY(near(answer.second[1], 0.00055976004));
    }

    void adamWFollowsTheFormula() {
        // Parameters of size 1 in fp32: 200 updates, each rounded once.
        // 200 updates of numbers below 1, each rounded twice by at most 2⁻²⁵.
        const double rounding = 200 * 2 * 0x1p-25;
        for (const std::uint64_t seed : {1U, 2U}) {
            const double difference = adamWAgainstFormula(seed);
            QVERIFY2(difference < rounding, qPrintable(QString::number(difference)));
        }
    }

    void anySplitGivesTheSameGradients() {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const double difference = accumulationDifference(seed);
            QVERIFY2(difference < 1e-6, qPrintable(QString::number(difference)));
        }
    }

    void learnsOneBatchByHeart_data() {
        QTest::addColumn<QString>("family");
        for (const char* family : {"bert", "roberta", "distilbert", "albert", "electra",
                                   "openai-gpt", "gpt2", "vit", "deit", "timesformer"}) {
            QTest::newRow(family) << QString::fromLatin1(family);
        }
    }

    void learnsOneBatchByHeart() {
        QFETCH(QString, family);
        const std::vector<double> losses = overfitOneBatch(family.toStdString(), 150);
        QVERIFY2(std::abs(losses.front() - std::log(4.0)) < 0.5,
                 qPrintable(QString::number(losses.front())));
        QVERIFY2(losses.back() < 0.01, qPrintable(QString::number(losses.back())));
    }

    // Behind the start token, once; padding counts in no loss.
    void shiftsTargets() {
        const ShiftedTexts texts = shiftedTexts();
        using Ids = std::vector<std::int64_t>;
        QCOMPARE(texts.decoderIds, (Ids{1, 7, 11, 13, 1, 20, 7, 9, 1, 12, 0, 0}));
        QCOMPARE(texts.decoderMask, (Ids{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0}));
        QCOMPARE(texts.labels, (Ids{7, 11, 13, 2, 20, 7, 9, 2, 12, 2, -100, -100}));
        QCOMPARE(texts.counted, 10);
    }

    void learnsToTranslateOneBatch_data() {
        QTest::addColumn<QString>("family");
        QTest::addColumn<int>("updates");
        QTest::newRow("transformer") << QStringLiteral("transformer") << 150;
        // Its embedding wants to begin with deviation 1 (t5, section 1) and begins with 0.02.
        QTest::newRow("t5") << QStringLiteral("t5") << 600;
        QTest::newRow("bart") << QStringLiteral("bart") << 150;
    }

    void learnsToTranslateOneBatch() {
        QFETCH(QString, family);
        const TranslationLearnt untaught = translateOneBatch(family.toStdString(), 1);
        QVERIFY(untaught.exactMatch < 0.5);
        QFETCH(int, updates);
        const TranslationLearnt learnt = translateOneBatch(family.toStdString(), updates);
        QVERIFY2(std::abs(learnt.first - std::log(50.0)) < 0.5,
                 qPrintable(QString::number(learnt.first)));
        QVERIFY2(learnt.loss < 0.05, qPrintable(QString::number(learnt.loss)));
        QCOMPARE(learnt.accuracy, 1.0);
        QCOMPARE(learnt.exactMatch, 1.0);
    }

    void smoothsLabels() {
        for (const double smoothing : {0.0, 0.1, 0.5}) {
            const auto [ours, formula] = smoothedLoss(smoothing);
            QVERIFY(std::abs(ours - formula) < 1e-5);
        }
    }

    void clips() {
        const auto [before, after] = clippedNorm(1);
        QVERIFY(before > 10);
        QVERIFY(std::abs(after - 1) < 1e-6);
        const auto [small, same] = clippedNorm(1e6);
        QCOMPARE(small, same);
    }

    void nanTouchesNoWeight() { QVERIFY(nanLeavesWeights()); }

    void freshWeightsDependOnTheirName() { QVERIFY(freshParametersByName()); }
};

std::unique_ptr<QObject> makeStepTest() {
    return std::make_unique<StepTest>();
}

} // namespace vitrine::tests

#include "step_test.moc"
