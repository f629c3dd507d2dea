#include "core/neural/models/nfresnet/variance.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/frozen/nfresnetcheck.h"
#include "tests/core/neural/tests.h"

#include <QTest>

#include <cmath>

namespace vitrine::tests {

/// NF-ResNet: the golden numbers of its sheet, and a model without attention at the border.
class NfResNetTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void standardisesAFilter();
    void scalesBlocks();
    void aFreshBlockIsItsShortcut();
    void varianceFollowsTheScales();
    void classifiesAPicture();
    void cellsLieInTheSource();
    void writesNothing();

private:
    static std::shared_ptr<engine::Model> model(const char* golden);
};

std::shared_ptr<engine::Model> NfResNetTest::model(const char* golden) {
    const auto opened = testEngine().openModel(goldenFolder() / golden, {.id = "cpu"}, Tick());
    return opened.ok() ? *opened : nullptr;
}

void NfResNetTest::standardisesAFilter() {
    const std::vector<double> filter = standardisedFilter();
    const std::vector<double> expected{-1.149754, -0.383251, 0.383251, 1.149754};
    QCOMPARE(filter.size(), expected.size());
    for (std::size_t index = 0; index < expected.size(); ++index) {
        QVERIFY2(std::abs(filter[index] - expected[index]) < 1e-6,
                 qPrintable(QString::number(filter[index], 'g', 9)));
    }
}

void NfResNetTest::scalesBlocks() {
    const std::vector<std::vector<double>> expected{
        {1, .980581, .962250},
        {.944911, .980581, .962250, .944911},
        {.928477, .980581, .962250, .944911, .928477, .912871},
        {.898027, .980581, .962250}};
    const auto scales = neural::inputScales({3, 4, 6, 3}, 0.2);
    QCOMPARE(scales.size(), expected.size());
    for (std::size_t stage = 0; stage < expected.size(); ++stage) {
        QCOMPARE(scales[stage].size(), expected[stage].size());
        for (std::size_t block = 0; block < expected[stage].size(); ++block) {
            QVERIFY(std::abs(scales[stage][block] - expected[stage][block]) < 1e-6);
        }
    }
}

void NfResNetTest::aFreshBlockIsItsShortcut() {
    const std::vector<double> still = variances(/*lastGain=*/0);
    QCOMPARE(still.size(), std::size_t{8}); // the stem, one block, six
    for (std::size_t block = 3; block < still.size(); ++block) {
        QCOMPARE(still[block], still[2]);
    }
}

// With its gains at 1 a block adds α² of what its first one left: 1.04 … 1.24 in six blocks.
void NfResNetTest::varianceFollowsTheScales() {
    const std::vector<double> grown = variances(/*lastGain=*/1);
    for (std::size_t block = 3; block < grown.size(); ++block) {
        const double expected = (1.04 + 0.04 * static_cast<double>(block - 2)) / 1.04;
        const double found = grown[block] / grown[2];
        QVERIFY2(std::abs(found / expected - 1) < 0.05,
                 qPrintable(QStringLiteral("block %1: %2, expected %3")
                                .arg(block - 1)
                                .arg(found)
                                .arg(expected)));
    }
}

void NfResNetTest::classifiesAPicture() {
    const auto opened = model("nfresnet-classify");
    QVERIFY(opened != nullptr);
    QVERIFY(opened->card().pictures && !opened->card().texts);
    QCOMPARE(opened->card().layers, 5);
    QCOMPARE(opened->card().heads, 0);
    QCOMPARE(opened->traceBytes(4), std::size_t{0});
    const Sample sample{.name = "grey", .picture = std::make_shared<const Image>(60, 40, 128)};
    const auto trace = opened->trace(sample, {.hidden = true}, Tick());
    QVERIFY2(trace.ok(), trace.failed() ? qPrintable(text(trace.problem())) : "");
    QVERIFY((*trace)->sites().empty());
    QCOMPARE((*trace)->predictions().size(), std::size_t{1});
    QCOMPARE((*trace)->predictions().front().task, std::string("classify"));
    QCOMPARE((*trace)->predictions().front().candidates.size(), std::size_t{5});
    for (int layer = 0; layer <= 5; ++layer) {
        QVERIFY((*trace)->hidden("image", layer).ok());
    }
    QCOMPARE((*trace)->hidden("image", 5)->rows(), (*trace)->axes().front().size());
    QCOMPARE((*trace)->hidden("image", 5)->columns(), std::size_t{32});
}

// 60 × 40 → 51 × 34 → the middle 32 × 32: cells of 16 pixels, of 16 · 40 / 34 in the source.
void NfResNetTest::cellsLieInTheSource() {
    const auto opened = model("nfresnet-classify");
    QVERIFY(opened != nullptr);
    const Sample sample{.name = "grey", .picture = std::make_shared<const Image>(60, 40, 128)};
    const auto trace = opened->trace(sample, {}, Tick());
    QVERIFY(trace.ok());
    const Axis& axis = (*trace)->axes().front();
    QCOMPARE(axis.name, std::string("image"));
    QCOMPARE(axis.size(), std::size_t{4});
    const Box box = axis.tokens.back().box;
    QVERIFY(std::abs(box.width - 16.0F * 60 / 51) < 1e-3F);
    QVERIFY(std::abs(box.height - 16.0F * 40 / 34) < 1e-3F);
    QVERIFY(std::abs(box.y - (1 + 16) * 40.0F / 34) < 1e-3F);
    QCOMPARE(axis.tokens.back().row, 1);
    QCOMPARE(axis.tokens.back().column, 1);
}

void NfResNetTest::writesNothing() {
    const auto opened = model("nfresnet-bare");
    QVERIFY(opened != nullptr);
    QCOMPARE(opened->card().tasks, std::vector<std::string>{"embed"});
    QVERIFY(opened->generate({.name = "words", .text = "a"}, {}, {}, Tick()).failed());
    QVERIFY(opened->trace({.name = "words", .text = "a"}, {}, Tick()).failed());
}

std::unique_ptr<QObject> makeNfResNetTest() {
    return std::make_unique<NfResNetTest>();
}

} // namespace vitrine::tests

#include "nfresnet_test.moc"
