#include "tests/widgets/attention/stage.h"
#include "widgets/attention/number/dotproductview.h"
#include "widgets/attention/number/strongestkeys.h"
#include "widgets/attention/numberpanel.h"
#include "widgets/foundation/paint/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include <cmath>
#include <memory>

using namespace vitrine;
using namespace vitrine::widgets;

class NumberTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void factsAreRecomputed();
    void theDotProductAddsUp();
    void signIsSideAndFill();
    void maskedAndMean();
    void strongestKeysCumulate();
    void aStrongKeyIsChosenByAClick();
    void aChosenCellIsSaidToBePinned();
    void copyTakesTheFullNumber();
};

namespace {

QString valueOf(const CellFacts& facts, const QString& name) {
    for (const Fact& fact : facts.facts) {
        if (fact.name.startsWith(name)) {
            return fact.value;
        }
    }
    return {};
}

} // namespace

void NumberTest::factsAreRecomputed() {
    tests::Stage stage;
    NumberPanel panel(stage.state);
    stage.state.setPicture(tests::randomPicture(tests::wordsText(5), 2, 3));
    QVERIFY(!panel.facts());
    stage.state.openHead({1, 2});
    stage.state.selectCell(3, 4);
    QVERIFY(panel.facts());
    const engine::Cell cell = stage.state.trace()->cell({1, 2}, 3, 4);
    QCOMPARE(valueOf(*panel.facts(), QStringLiteral("Query")),
             numberText(static_cast<double>(cell.dot), 3));
    QCOMPARE(valueOf(*panel.facts(), QStringLiteral("Softmax over 7 keys")),
             hoverText(static_cast<double>(cell.probability)));
    QCOMPARE(valueOf(*panel.facts(), QStringLiteral("Uniform")), hoverText(1.0 / 7));
    QCOMPARE(panel.facts()->head.number, hoverText(static_cast<double>(cell.probability)));
    QCOMPARE(panel.facts()->head.address, QStringLiteral("text.1.self · head 2"));
    double entropy = 0;
    for (const float p : stage.state.trace()->row({1, 2}, 3)) {
        entropy -= static_cast<double>(p) * std::log(static_cast<double>(p));
    }
    QCOMPARE(valueOf(*panel.facts(), QStringLiteral("Row entropy")),
             numberText(entropy / std::log(7.0), 3));
}

void NumberTest::theDotProductAddsUp() {
    const auto picture = tests::randomPicture(tests::wordsText(5), 1, 1, 32);
    const engine::Cell cell = picture->trace->cell({0, 0}, 2, 5);
    const DotProduct product = dotProductOf(cell, 7);
    QCOMPARE(product.forIt.size(), std::size_t{5});
    QCOMPARE(product.against.size(), std::size_t{2});
    QCOMPARE(product.others, std::size_t{25});
    double sum = product.otherSum;
    for (const auto& part : {product.forIt, product.against}) {
        for (const DotComponent& component : part) {
            QCOMPARE(component.query * component.key, component.product);
            sum += component.product;
        }
    }
    // 32 fp32 products.
    QVERIFY(std::abs(sum - static_cast<double>(cell.dot)) < 1e-4);
    QVERIFY(product.forIt.front().product >= product.forIt.back().product);
    QVERIFY(product.forIt.back().product >= product.against.front().product);
    QVERIFY(product.against.front().product >= product.against.back().product);
    QCOMPARE(dotProductOf({.query = {2}, .key = {3}}, 7).others, std::size_t{0});
}

void NumberTest::signIsSideAndFill() {
    tests::Stage stage;
    DotProductView view;
    view.setCell({.dot = 0, .query = {3, -3}, .key = {2, 2}});
    tests::show(view, QSize(268, view.sizeHint().height()));
    const QImage image = view.grab().toImage();
    const QColor query = stage.theme.color(Token::Query);
    const int line = stage.theme.look().lineHeight(TextStyle::Caption);
    const auto ink = [&](int row, bool left) {
        const double zero = 28 + (268 - 86) * 0.13;
        const QRect half(left ? 28 : static_cast<int>(zero) + 1, row * line,
                         static_cast<int>((268 - 86) * 0.13) - 1, line);
        return tests::countOf(image, half, query);
    };
    QCOMPARE(ink(1, true), 0);
    QVERIFY(ink(1, false) > 60); // filled
    QVERIFY(ink(2, true) > 20);  // hollow: the edge alone
    QVERIFY(ink(2, true) < ink(1, false));
    QCOMPARE(ink(2, false), 0);
}

void NumberTest::maskedAndMean() {
    tests::Stage stage;
    NumberPanel panel(stage.state);
    stage.state.setPicture(
        tests::randomPicture(tests::wordsText(4), 1, 2, 8, engine::MaskRule::Causal));
    stage.state.selectCell(1, 4);
    QCOMPARE(panel.facts()->head.number, QStringLiteral("0"));
    QCOMPARE(valueOf(*panel.facts(), QStringLiteral("Mask")), QStringLiteral("causal, hidden"));
    stage.state.selectCell(4, 1);
    QCOMPARE(valueOf(*panel.facts(), QStringLiteral("Softmax over 5 keys")),
             hoverText(static_cast<double>(stage.state.trace()->row({0, 0}, 4)[1])));
    stage.state.openHead({0, kMeanHead});
    QVERIFY(!panel.facts()->cell);
    QCOMPARE(valueOf(*panel.facts(), QStringLiteral("Mean over")), QStringLiteral("2"));
}

void NumberTest::strongestKeysCumulate() {
    tests::Stage stage;
    NumberPanel panel(stage.state);
    stage.state.setPicture(tests::randomPicture(tests::wordsText(9), 1, 1));
    stage.state.selectCell(2, 3);
    const auto& entries = panel.strongestKeys().entries();
    QCOMPARE(entries.size(), std::size_t{6});
    double sum = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        sum += entries[i].weight;
        QVERIFY(std::abs(entries[i].sum - sum) < 1e-9);
        QVERIFY(i == 0 || entries[i].weight <= entries[i - 1].weight);
        QCOMPARE(entries[i].current, entries[i].index == 3);
    }
}

void NumberTest::aStrongKeyIsChosenByAClick() {
    tests::Stage stage;
    StrongestKeys keys(stage.state);
    stage.state.setPicture(tests::randomPicture(tests::wordsText(9), 1, 1));
    stage.state.selectCell(2, 3);
    tests::show(keys, QSize(260, keys.sizeHint().height()));
    const std::size_t second = keys.entries()[1].index;
    QTest::mouseClick(&keys, Qt::LeftButton, {}, keys.cellRect(1, 0).center());
    QCOMPARE(stage.state.selectedKey(), std::optional(second));
}

void NumberTest::aChosenCellIsSaidToBePinned() {
    tests::Stage stage;
    NumberPanel panel(stage.state);
    stage.state.setPicture(tests::randomPicture(tests::wordsText(4), 1, 1));
    stage.state.selectCell(1, 2);
    QVERIFY(panel.facts()->chosen);
    stage.state.setHover({.site = {}, .head = 0, .query = 2, .key = 2});
    QVERIFY(!panel.facts()->chosen);
}

void NumberTest::copyTakesTheFullNumber() {
    tests::Stage stage;
    NumberPanel panel(stage.state);
    stage.state.setPicture(tests::randomPicture(tests::wordsText(4), 1, 1));
    stage.state.selectCell(1, 2);
    panel.copy();
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(QStringLiteral("text.0.self · head 0")));
    const double full = static_cast<double>(stage.state.trace()->cell({0, 0}, 1, 2).probability);
    QVERIFY(text.contains(QString::number(full, 'g', 9)));
}

std::unique_ptr<QObject> makeNumberTest() {
    return std::make_unique<NumberTest>();
}

#include "numbertest.moc"
