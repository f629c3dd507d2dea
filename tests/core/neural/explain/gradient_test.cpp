#include "tests/core/neural/explain/gradientcheck.h"
#include "tests/core/neural/tests.h"

#include <QTest>

namespace vitrine::tests {

namespace {

constexpr std::uint64_t kSeeds = 3;

void addKinds(std::initializer_list<const char*> kinds) {
    QTest::addColumn<QString>("kind");
    for (const char* kind : kinds) {
        QTest::newRow(kind) << kind;
    }
}

} // namespace

/// The gradient road without attention matrices in the graph, and what is made of it.
class GradientTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheExplicitPath_data();
    void equalsTheExplicitPath();
    void equalsFiniteDifferences_data();
    void equalsFiniteDifferences();
    void rowFormEqualsMatrixForm_data();
    void rowFormEqualsMatrixForm();
    void relevanceKeepsItsPromises_data();
    void relevanceKeepsItsPromises();
    void readsWhereTheAnswerIs();
};

void GradientTest::equalsTheExplicitPath_data() {
    addKinds({"bert", "gpt2", "gpt2-lm", "vit", "deit", "t5", "bart", "transformer", "timesformer",
              "timesformer-joint", "timesformer-frames"});
}

void GradientTest::equalsTheExplicitPath() {
    QFETCH(QString, kind);
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const double gap = explicitGap(kind.toStdString(), seed);
        QVERIFY2(gap < 1e-5, qPrintable(QString::number(gap)));
    }
}

void GradientTest::equalsFiniteDifferences_data() {
    addKinds({"bert", "gpt2-lm", "vit", "t5", "bart", "timesformer"});
}

// attention.md, section 5.4: in double precision, 1e-4 relative.
void GradientTest::equalsFiniteDifferences() {
    QFETCH(QString, kind);
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const double gap = entryGap(kind.toStdString(), seed);
        QVERIFY2(gap < 1e-4, qPrintable(QString::number(gap)));
    }
}

void GradientTest::rowFormEqualsMatrixForm_data() {
    addKinds({"bert", "gpt2-lm", "vit", "timesformer", "timesformer-joint", "timesformer-frames"});
}

void GradientTest::rowFormEqualsMatrixForm() {
    QFETCH(QString, kind);
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const double gap = rowFormGap(kind.toStdString(), seed);
        QVERIFY2(gap < 1e-5, qPrintable(QString::number(gap)));
    }
}

void GradientTest::relevanceKeepsItsPromises_data() {
    addKinds({"bert", "gpt2-lm", "vit"});
}

void GradientTest::relevanceKeepsItsPromises() {
    QFETCH(QString, kind);
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const RelevanceFacts facts = relevanceFacts(kind.toStdString(), seed);
        QVERIFY2(facts.leastAboveStart >= 0, qPrintable(QString::number(facts.leastAboveStart)));
        QCOMPARE(facts.zeroGradient, 0.0);
        QCOMPARE(facts.scaling, 0.0); // a factor of 2 rounds nothing
        QCOMPARE(facts.beyondCausal == 0, kind == QLatin1String("gpt2-lm"));
    }
}

void GradientTest::readsWhereTheAnswerIs() {
    QVERIFY(readsWhereAsked("gpt2-lm", 3));
    QVERIFY(readsWhereAsked("gpt2-lm", 6));
    QVERIFY(readsWhereAsked("bert", 0));
    QVERIFY(readsWhereAsked("vit", 0));
}

std::unique_ptr<QObject> makeGradientTest() {
    return std::make_unique<GradientTest>();
}

} // namespace vitrine::tests

#include "gradient_test.moc"
