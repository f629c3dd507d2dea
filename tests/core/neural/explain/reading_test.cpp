#include "tests/core/neural/explain/changecheck.h"
#include "tests/core/neural/explain/readingcheck.h"
#include "tests/core/neural/tests.h"

#include <QTest>

#include <cmath>

namespace vitrine::tests {

namespace {

void addModels(std::initializer_list<const char*> kinds) {
    QTest::addColumn<QString>("kind");
    for (const char* kind : kinds) {
        QTest::newRow(kind) << kind;
    }
}

QByteArray told(double number) {
    return QByteArray::number(number);
}

} // namespace

/// What a pass can be read for, and what happens when it is changed on its way.
class ReadingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contributionsAddUp_data();
    void contributionsAddUp();
    void lensEndsAtTheAnswer_data();
    void lensEndsAtTheAnswer();
    void rolloutKeepsItsMass_data();
    void rolloutKeepsItsMass();
    void changesKeepTheirPromises_data();
    void changesKeepTheirPromises();
    void patchesStayInTheirCone();
};

void ReadingTest::contributionsAddUp_data() {
    addModels(
        {"bert", "gpt2", "vit", "t5", "bart", "transformer", "timesformer", "timesformer-joint"});
}

// attention.md, section 5.6.
void ReadingTest::contributionsAddUp() {
    QFETCH(QString, kind);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const ContributionFacts facts = contributionFacts(kind.toStdString(), seed);
        QVERIFY2(facts.sum < 1e-4, told(facts.sum));
        QVERIFY2(facts.shares < 1e-5, told(facts.shares));
        QVERIFY2(facts.norms < 1e-5, told(facts.norms));
        QCOMPARE(facts.zeroHead, 0.0);
    }
}

void ReadingTest::lensEndsAtTheAnswer_data() {
    addModels({"bert", "bert-lm", "gpt2", "gpt2-lm", "vit", "t5", "bart", "transformer",
               "timesformer", "timesformer-joint"});
}

// attention.md, section 5.7.
void ReadingTest::lensEndsAtTheAnswer() {
    QFETCH(QString, kind);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const LensFacts facts = lensFacts(kind.toStdString(), seed);
        QVERIFY2(facts.last < 1e-4, told(facts.last));
        QVERIFY2(facts.shares < 1e-4, told(facts.shares));
    }
}

void ReadingTest::rolloutKeepsItsMass_data() {
    addModels({"bert", "gpt2-lm", "vit", "t5", "timesformer", "timesformer-frames"});
}

// attention.md, section 5.1.
void ReadingTest::rolloutKeepsItsMass() {
    QFETCH(QString, kind);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const RolloutFacts facts = rolloutFacts(kind.toStdString(), seed);
        QVERIFY2(std::abs(facts.mass - 1) < 1e-5, told(facts.mass));
        QCOMPARE(facts.beyondCausal == 0,
                 kind == QLatin1String("gpt2-lm") || kind == QLatin1String("t5"));
        QVERIFY2(facts.ownRule < 1e-6, told(facts.ownRule));
    }
}

void ReadingTest::changesKeepTheirPromises_data() {
    addModels({"bert", "gpt2-lm", "vit", "t5", "bart", "timesformer", "timesformer-frames"});
}

// attention.md, section 5.8.
void ReadingTest::changesKeepTheirPromises() {
    QFETCH(QString, kind);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const ChangeFacts facts = changeFacts(kind.toStdString(), seed);
        QVERIFY(facts.sameIntoSame);
        QVERIFY(facts.openGates);
        // A decoder keeps looking at its own Sample's encoder: there the effect is not the whole.
        QVERIFY2(std::abs(facts.wholeResidual - 1) < 1e-4 || kind == QLatin1String("t5") ||
                     kind == QLatin1String("bart"),
                 told(facts.wholeResidual));
        QVERIFY2(facts.closedGate < 1e-5, told(facts.closedGate));
        QVERIFY2(facts.importance < 1e-4, told(facts.importance));
        QVERIFY2(facts.sameWeights < 1e-5, told(facts.sameWeights));
        QVERIFY2(facts.oneKey < 1e-6, told(facts.oneKey));
    }
}

void ReadingTest::patchesStayInTheirCone() {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        QVERIFY(staysInCone(seed));
    }
}

std::unique_ptr<QObject> makeReadingTest() {
    return std::make_unique<ReadingTest>();
}

} // namespace vitrine::tests

#include "reading_test.moc"
