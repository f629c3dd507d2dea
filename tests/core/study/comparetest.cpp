#include "tests/core/study/oracletrace.h"

#include "core/study/compare.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <stdexcept>

using namespace vitrine;
using namespace vitrine::study;
using vitrine::tests::OracleTrace;

namespace {

std::shared_ptr<const TracePicture> lookingPicture(const std::string& text, float beta,
                                                   const std::function<std::size_t(std::size_t)>& to,
                                                   int heads = 1) {
    const Axis axis = tests::wordsAxis(text);
    std::vector<OracleTrace::Layer> layers(1);
    for (int head = 0; head < heads; ++head) {
        layers[0].heads.push_back(tests::lookingAt(axis.size(), beta, to));
    }
    return tests::pictureOf(
        std::make_shared<OracleTrace>(Sample{.name = {}, .text = text, .pair = {}}, axis, layers));
}

Comparison comparisonOf(const std::shared_ptr<const TracePicture>& a,
                        const std::shared_ptr<const TracePicture>& b,
                        CompareBy by = CompareBy::Word) {
    auto comparison = Comparison::of(a, b, by);
    if (!comparison) {
        throw std::runtime_error(comparison.problem().text());
    }
    return *std::move(comparison);
}

ComparedHead headOf(const Comparison& comparison, int head = 0) {
    return *compareHead(comparison, comparison.sites().front(), head, {});
}

} // namespace

class CompareTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPictureDoesNotDifferFromItself();
    void rowsStillSumToOne();
    void disjointRowsShiftByOne();
    void uniformAgainstOneKeyIsTheFormula();
    void differenceIsBMinusA();
    void aWordMoreIsHatched();
    void changesOfTheText();
    void aSwapIsFoundByItsLetters_data();
    void aSwapIsFoundByItsLetters();
    void sitesArePairedByName();
    void withoutCommonSitesItIsAProblem();
    void mostShiftedComeFirst();
    void theMeanOfHeadsIsComparedToo();
    void cancelStops();
};

void CompareTest::aPictureDoesNotDifferFromItself() {
    const auto picture = tests::randomPicture("one two three four", 2, 3);
    const Comparison comparison = comparisonOf(picture, picture);
    QCOMPARE(comparison.unmatched(), std::size_t{0});
    const ComparedHead head = headOf(comparison);
    for (const float value : head.difference.values()) {
        QCOMPARE(value, 0.0F);
    }
    QVERIFY(std::abs(head.shift) < 1e-9);
    QVERIFY(textChanges(comparison).empty());
}

void CompareTest::rowsStillSumToOne() {
    // Words of several pieces: two tokens share a word index.
    Axis axis = tests::wordsAxis("alpha beta gamma delta");
    axis.tokens[3].word = axis.tokens[2].word;
    axis.tokens[3].kind = TokenKind::Continuation;
    std::vector<OracleTrace::Layer> layers(1);
    layers[0].heads.push_back(tests::randomHead(axis.size(), 4, 7));
    const auto picture = tests::pictureOf(std::make_shared<OracleTrace>(
        Sample{.name = {}, .text = "alpha beta gamma delta", .pair = {}}, axis, layers));
    const Comparison comparison = comparisonOf(picture, picture);
    QCOMPARE(comparison.groupsA().size(), axis.size() - 1);
    const ComparedHead head = headOf(comparison);
    for (std::size_t row = 0; row < head.a.rows(); ++row) {
        double sum = 0;
        for (const float value : head.a.row(row)) {
            sum += static_cast<double>(value);
        }
        QVERIFY2(std::abs(sum - 1) < 1e-5, "keys are summed and queries averaged");
    }
}

void CompareTest::disjointRowsShiftByOne() {
    const std::string text = "one two three four";
    const std::size_t n = tests::wordsAxis(text).size();
    const auto a = lookingPicture(text, 60, [](std::size_t i) { return i; });
    const auto b = lookingPicture(text, 60, [n](std::size_t i) { return (i + 1) % n; });
    QVERIFY(std::abs(headOf(comparisonOf(a, b)).shift - 1) < 1e-6);
}

void CompareTest::uniformAgainstOneKeyIsTheFormula() {
    const std::string text = "one two three four";
    const auto n = static_cast<double>(tests::wordsAxis(text).size());
    const auto a = lookingPicture(text, 0, [](std::size_t i) { return i; });
    const auto b = lookingPicture(text, 60, [](std::size_t i) { return i; });
    // P uniform, Q one-hot, M = (P + Q) ÷ 2, in bits.
    const double m = (1 / n + 1) / 2;
    const double p = (1 / n) * std::log2((1 / n) / m) + (n - 1) / n * std::log2(2.0);
    const double q = std::log2(1 / m);
    const double expected = 0.5 * p + 0.5 * q;
    const double shift = headOf(comparisonOf(a, b)).shift;
    // Weights are fp32: 1e-6 covers their rounding.
    QVERIFY2(std::abs(shift - expected) < 1e-6,
             qPrintable(QString::number(shift - expected, 'g', 6)));
}

void CompareTest::differenceIsBMinusA() {
    const auto a = tests::randomPicture("one two three", 1, 1, 8, engine::MaskRule::None, 1);
    const auto b = tests::randomPicture("one two three", 1, 1, 8, engine::MaskRule::None, 2);
    const ComparedHead head = headOf(comparisonOf(a, b));
    for (std::size_t i = 0; i < head.difference.values().size(); ++i) {
        QCOMPARE(head.difference.values()[i], head.b.values()[i] - head.a.values()[i]);
    }
}

void CompareTest::aWordMoreIsHatched() {
    const auto a = tests::randomPicture("one two three", 1, 1);
    const auto b = tests::randomPicture("one three", 1, 1);
    const Comparison comparison = comparisonOf(a, b);
    QCOMPARE(comparison.unmatched(), std::size_t{1});
    const ComparedHead head = headOf(comparison);
    QCOMPARE(head.difference.rows(), std::size_t{5});
    QVERIFY(std::isnan(head.difference.at(2, 1))); // "two" asks
    QVERIFY(std::isnan(head.difference.at(1, 2))); // "two" is looked at
    QVERIFY(!std::isnan(head.difference.at(3, 4)));
    QVERIFY(!std::isnan(head.shift));
}

void CompareTest::changesOfTheText() {
    const auto a = tests::randomPicture("the dog sat down", 1, 1);
    const auto b = tests::randomPicture("the dgo sat quietly down", 1, 1);
    const auto changes = textChanges(comparisonOf(a, b));
    QCOMPARE(changes.size(), std::size_t{2});
    QCOMPARE(changes[0].before, std::string("dog"));
    QCOMPARE(changes[0].after, std::string("dgo"));
    QCOMPARE(changes[0].swapped, std::optional<std::size_t>(2));
    QVERIFY(changes[1].before.empty());
    QCOMPARE(changes[1].after, std::string("quietly"));
}

void CompareTest::aSwapIsFoundByItsLetters_data() {
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    QTest::addColumn<int>("swapped");
    QTest::newRow("in the middle") << std::string("frisbee") << std::string("firsbee") << 2;
    QTest::newRow("at the end") << std::string("gliding") << std::string("glidign") << 6;
    QTest::newRow("two changes") << std::string("gliding") << std::string("lgidign") << 0;
    QTest::newRow("another letter") << std::string("gliding") << std::string("glizing") << 0;
    QTest::newRow("a letter of two bytes") << std::string("über") << std::string("büer") << 0;
}

void CompareTest::aSwapIsFoundByItsLetters() {
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    QFETCH(int, swapped);
    const auto a = tests::randomPicture("so " + before + " it was then", 1, 1);
    const auto b = tests::randomPicture("so " + after + " it was then", 1, 1);
    const auto changes = textChanges(comparisonOf(a, b));
    QVERIFY(!changes.empty());
    const auto expected = swapped > 0 ? std::optional(static_cast<std::size_t>(swapped))
                                      : std::nullopt;
    QCOMPARE(changes.front().swapped, expected);
}

void CompareTest::sitesArePairedByName() {
    const auto a = tests::randomPicture("one two", 3, 4);
    const auto b = tests::randomPicture("one two", 2, 2);
    const Comparison comparison = comparisonOf(a, b, CompareBy::Blank);
    QCOMPARE(comparison.sites().size(), std::size_t{2});
    QCOMPARE(comparison.sites()[1].heads, 2);
    QVERIFY(!comparison.pairOf("text.2.self"));
    QCOMPARE(comparison.pairOf("text.1.self")->siteB, 1);
}

void CompareTest::withoutCommonSitesItIsAProblem() {
    const auto outcome = Comparison::of(nullptr, tests::randomPicture("one", 1, 1), CompareBy::Word);
    QVERIFY(outcome.failed());
    QVERIFY(!outcome.problem().advice.empty());
}

void CompareTest::mostShiftedComeFirst() {
    const auto a = tests::randomPicture("one two three", 2, 3, 8, engine::MaskRule::None, 1);
    const auto b = tests::randomPicture("one two three", 2, 3, 8, engine::MaskRule::None, 50);
    const Comparison comparison = comparisonOf(a, b);
    const HeadShifts shifts = *headShifts(comparison, {});
    const auto best = mostShifted(shifts, 4);
    QCOMPARE(best.size(), std::size_t{4});
    double sum = 0;
    for (const float shift : shifts.shifts.values()) {
        QVERIFY(shift >= 0 && shift <= 1);
        QVERIFY(static_cast<double>(shift) <= best.front().shift);
        sum += static_cast<double>(shift);
    }
    QVERIFY(std::abs(shifts.mean - sum / 6) < 1e-6);
    for (std::size_t i = 1; i < best.size(); ++i) {
        QVERIFY(best[i - 1].shift >= best[i].shift);
    }
    const ComparedHead head = *compareHead(comparison, comparison.sites()[best[0].pair],
                                           best[0].head, {});
    QCOMPARE(static_cast<float>(head.shift), static_cast<float>(best[0].shift));
}

void CompareTest::theMeanOfHeadsIsComparedToo() {
    const auto a = tests::randomPicture("one two three", 1, 3, 8, engine::MaskRule::None, 1);
    const auto b = tests::randomPicture("one two three", 1, 3, 8, engine::MaskRule::None, 9);
    const Comparison comparison = comparisonOf(a, b);
    const ComparedHead mean = headOf(comparison, -1);
    float sum = 0;
    for (int head = 0; head < 3; ++head) {
        sum += headOf(comparison, head).a.at(1, 2) / 3;
    }
    QVERIFY(std::abs(mean.a.at(1, 2) - sum) < 1e-6F);
}

void CompareTest::cancelStops() {
    const auto picture = tests::randomPicture("one two three", 4, 4);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(headShifts(comparisonOf(picture, picture), Tick(stop.get_token())).cancelled());
}

QTEST_GUILESS_MAIN(CompareTest)
#include "comparetest.moc"
