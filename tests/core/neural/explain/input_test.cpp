#include "tests/core/neural/explain/inputcheck.h"
#include "tests/core/neural/tests.h"

#include <QTest>

namespace vitrine::tests {

namespace {

void addKindsOf(std::initializer_list<const char*> kinds) {
    QTest::addColumn<QString>("kind");
    for (const char* kind : kinds) {
        QTest::newRow(kind) << kind;
    }
}

} // namespace

/// Explanations by what enters the layers: integrated gradients and occlusion.
class InputTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pathsAreComplete_data();
    void pathsAreComplete();
    void gradientOfThePath_data();
    void gradientOfThePath();
    void mixturesAreInputs_data();
    void mixturesAreInputs();
};

void InputTest::pathsAreComplete_data() {
    addKindsOf({"bert", "gpt2-lm", "vit", "t5", "timesformer", "timesformer-frames"});
}

// attention.md, section 5.5. T5's path needs the most steps that the method takes.
void InputTest::pathsAreComplete() {
    QFETCH(QString, kind);
    const std::int64_t steps = kind == QLatin1String("t5") ? 512 : 128;
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const PathFacts facts = pathFacts(kind.toStdString(), seed, steps);
        QVERIFY2(facts.linearGap < 1e-12, qPrintable(QString::number(facts.linearGap)));
        QVERIFY2(facts.fineGap < facts.coarseGap && facts.fineGap < 0.01,
                 qPrintable(QStringLiteral("%1, %2").arg(facts.coarseGap).arg(facts.fineGap)));
        QCOMPARE(facts.equalInput, 0.0);
        QVERIFY2(facts.entrance < 1e-9, qPrintable(QString::number(facts.entrance)));
    }
}

void InputTest::gradientOfThePath_data() {
    addKindsOf({"bert", "gpt2-lm", "vit", "t5", "bart", "timesformer", "timesformer-frames"});
}

void InputTest::gradientOfThePath() {
    QFETCH(QString, kind);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const double gap = pathGradientGap(kind.toStdString(), seed);
        QVERIFY2(gap < 1e-4, qPrintable(QString::number(gap)));
    }
}

void InputTest::mixturesAreInputs_data() {
    addKindsOf({"bert", "gpt2", "gpt2-lm", "vit", "deit", "t5", "transformer"});
}

void InputTest::mixturesAreInputs() {
    QFETCH(QString, kind);
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const double gap = mixtureGap(kind.toStdString(), seed);
        QVERIFY2(gap < 1e-4, qPrintable(QString::number(gap)));
    }
}

std::unique_ptr<QObject> makeInputTest() {
    return std::make_unique<InputTest>();
}

} // namespace vitrine::tests

#include "input_test.moc"
