#include "core/base/draws.h"
#include "core/perturb/chain.h"
#include "core/study/robustness/flipsearch.h"
#include "core/study/robustness/splits.h"
#include "core/study/sweep/smallsweep.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace vitrine;
using namespace vitrine::study;

namespace {

using Same = std::function<bool(int place)>;

/// Runs a search to its end; answers how many places were asked.
int ask(FlipSearch& search, const Same& same) {
    int asked = 0;
    while (const auto place = search.next()) {
        search.put(*place, same(*place));
        ++asked;
    }
    return asked;
}

AxisToken piece(std::int64_t id, std::string label, Span source, std::int32_t word,
                TokenKind kind = TokenKind::Piece) {
    AxisToken token;
    token.kind = kind;
    token.id = id;
    token.label = std::move(label);
    token.source = source;
    token.word = word;
    return token;
}

AxisToken added(std::int64_t id) {
    AxisToken token;
    token.id = id;
    token.special = true;
    return token;
}

SweepPlan planOf(std::size_t examples) {
    SweepPlan plan{.chains = {{.name = "swap", .stages = {{.kind = "char.swap"}}},
                              {.name = "drop", .stages = {{.kind = "char.drop"}}}},
                   .severities = {5, 1, 1},
                   .seeds = {1, 2, 3}};
    for (std::size_t i = 0; i < examples; ++i) {
        plan.examples.push_back({.id = "set:" + std::to_string(i), .label = "yes"});
    }
    return plan;
}

} // namespace

class RobustnessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsEveryFlipToATwentieth();
    void asksLittle();
    void severityZeroCannotFlip();
    void countsTheLetterE();
    void pairsWordsThroughTheScript();
    void seesAnInsertionInsideAWord();
    void tellsEditsThatTheTokenizerRemoves();
    void sweepsEveryCellOnce();
    void sweepsInRounds();
    void scoresMeansOverSeedsThenExamples();
    void leavesUnsafeResultsOut();
};

void RobustnessTest::findsEveryFlipToATwentieth() {
    FlipSearch search;
    ask(search, [](int place) { return place < 39 || place >= 95; });
    QCOMPARE(search.spans().size(), std::size_t{1});
    QCOMPARE(search.spans()[0].begin, 1.95);
    QCOMPARE(search.spans()[0].back.value_or(0), 4.75);

    for (int flip = 1; flip <= kSeverityPlaces; ++flip) { // every place can be found
        FlipSearch each;
        ask(each, [flip](int place) { return place < flip; });
        QCOMPARE(each.spans().size(), std::size_t{1});
        QCOMPARE(each.spans()[0].begin, severityAt(flip));
        QVERIFY(!each.spans()[0].back);
    }
    FlipSearch never;
    QCOMPARE(ask(never, [](int) { return true; }), 10);
    QVERIFY(never.spans().empty());
}

void RobustnessTest::asksLittle() {
    FlipSearch search;
    const int asked = ask(search, [](int place) { return place < 39; });
    QVERIFY2(asked <= 10 + 4, qPrintable(QString::number(asked))); // 2⁴ ≥ 10 places an interval
    QVERIFY(search.finished());
    QCOMPARE(search.asked(), static_cast<std::size_t>(asked));
}

void RobustnessTest::severityZeroCannotFlip() {
    FlipSearch search;
    QVERIFY_EXCEPTION_THROWN(search.put(0, false), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(search.put(101, true), std::invalid_argument);
}

// A classifier that counts the letter e: its flip point is the smallest severity at which enough
// words that lose an e are hit, and which words are hit at a severity is known from the draws.
void RobustnessTest::countsTheLetterE() {
    const std::string text = "seventeen peppered beetles entered the cheese menagerie sleepily";
    const perturb::Catalogue catalogue;
    const perturb::Chain chain{.name = "drop", .stages = {{.kind = "char.drop"}}};
    const auto letters = [&](double severity) {
        const auto found = perturb::applyChain(catalogue, chain, {.name = {}, .text = text},
                                               {.severity = severity, .seed = 3});
        return std::ranges::count(found->sample.text, 'e');
    };
    const auto enough = letters(5) + 1; // the answer is "many" from here up: the last e to go flips
    double expected = 0;
    for (int place = 0; place <= kSeverityPlaces; ++place) {
        if (letters(severityAt(place)) < enough) {
            expected = severityAt(place);
            break;
        }
    }
    QVERIFY(expected > 0);
    FlipSearch search;
    ask(search, [&](int place) { return letters(severityAt(place)) >= enough; });
    QCOMPARE(search.spans().size(), std::size_t{1});
    QCOMPARE(search.spans()[0].begin, expected);
}

void RobustnessTest::pairsWordsThroughTheScript() {
    // "the first dog" → "the frist dog"
    const Axis clean{"text",
                     {added(1), piece(10, "the", {0, 3}, 0), piece(11, "first", {4, 9}, 1),
                      piece(12, "dog", {10, 13}, 2), added(2)}};
    const Axis perturbed{"text",
                         {added(1), piece(10, "the", {0, 3}, 0), piece(20, "fr", {4, 6}, 1),
                          piece(21, "##ist", {6, 9}, 1, TokenKind::Continuation),
                          piece(12, "dog", {10, 13}, 2), added(2)}};
    const WordSplits change = wordSplits(clean, perturbed, {{{5, 7}, "ri"}});
    QCOMPARE(change.piecesBefore, std::size_t{3});
    QCOMPARE(change.piecesAfter, std::size_t{4});
    QVERIFY(!change.idsEqual);
    QCOMPARE(change.words.size(), std::size_t{1});
    const WordSplit& word = change.words[0];
    QCOMPARE(word.before.size(), std::size_t{1});
    QCOMPARE(word.after.size(), std::size_t{2});
    QCOMPARE(QString::fromStdString(word.after[1].label), QStringLiteral("##ist"));
    QVERIFY(!word.same());
    QCOMPARE(word.shared(), std::size_t{0});
}

void RobustnessTest::seesAnInsertionInsideAWord() {
    const Axis clean{"text", {piece(1, "ab", {0, 2}, 0), piece(2, "cd", {3, 5}, 1)}};
    const Axis perturbed{"text",
                         {piece(3, "axb", {0, 3}, 0), piece(2, "cd", {4, 6}, 1)}};
    const WordSplits inside = wordSplits(clean, perturbed, {{{1, 1}, "x"}});
    QCOMPARE(inside.words.size(), std::size_t{1});
    QCOMPARE(inside.words[0].perturbed, (Span{0, 3}));
    QCOMPARE(QString::fromStdString(inside.words[0].after[0].label), QStringLiteral("axb"));
    QVERIFY(wordSplits(clean, clean, {{{2, 2}, ""}}).words.empty()); // between two words
}

void RobustnessTest::tellsEditsThatTheTokenizerRemoves() {
    const Axis clean{"text", {piece(7, "ab", {0, 2}, 0)}};
    const Axis perturbed{"text", {piece(7, "ab", {0, 4}, 0)}}; // an accent that was stripped
    const WordSplits change = wordSplits(clean, perturbed, {{{1, 1}, "\xcc\x81"}});
    QVERIFY(change.idsEqual);
    QVERIFY(change.words.at(0).same());
    QCOMPARE(change.words.at(0).shared(), std::size_t{1});
}

void RobustnessTest::sweepsEveryCellOnce() {
    const SmallSweep sweep(planOf(40));
    const std::set<SweepCell> cells(sweep.cells().begin(), sweep.cells().end());
    QCOMPARE(sweep.plan().severities, (std::vector<double>{0, 1, 5}));
    QCOMPARE(cells.size(), sweep.cells().size());
    QCOMPARE(cells.size(), std::size_t{40 + 2 * 2 * 3 * 40}); // severity 0 once
    QVERIFY_EXCEPTION_THROWN(SmallSweep(SweepPlan{}), std::invalid_argument);
}

void RobustnessTest::sweepsInRounds() {
    const SmallSweep sweep(planOf(40));
    const std::size_t first = 32 + 2 * 2 * 3 * 32;
    std::set<std::size_t> seen;
    for (std::size_t i = 0; i < first; ++i) {
        const SweepCell& cell = sweep.cells()[i];
        seen.insert(cell.example);
        QVERIFY(cell.severity == 0 || seen.contains(cell.example)); // the clean one comes before
    }
    QCOMPARE(seen.size(), SmallSweep::kRound);
}

void RobustnessTest::scoresMeansOverSeedsThenExamples() {
    SmallSweep sweep(planOf(2));
    const auto put = [&](SweepCell cell, std::string answer, double pieces) {
        sweep.put({.cell = cell, .answer = std::move(answer), .pieces = pieces});
    };
    put({.example = 0}, "yes", 4);
    put({.example = 1}, "no", 10);
    put({0, 1, 0, 0}, "yes", 4);
    put({0, 1, 1, 0}, "no", 8);
    put({0, 1, 0, 1}, "no", 10);
    const analysis::Band kept = sweep.band(SweepMetric::Kept, 0, 1);
    QCOMPARE(kept.count, std::size_t{2});
    QCOMPARE(kept.value, (0.5 + 1.0) / 2);
    QCOMPARE(sweep.band(SweepMetric::Accuracy, 0, 1).value, (0.5 + 0.0) / 2);
    QCOMPARE(sweep.band(SweepMetric::Pieces, 0, 1).value, (1.5 + 1.0) / 2);
    QCOMPARE(sweep.band(SweepMetric::Accuracy, 1, 0).value, 0.5); // the clean text, any chain
    QCOMPARE(sweep.band(SweepMetric::Kept, 1, 1).count, std::size_t{0});
    QVERIFY(sweep.csv().find("answer kept,\"swap\",1.0,all,0.75,") != std::string::npos);
}

void RobustnessTest::leavesUnsafeResultsOut() {
    SmallSweep sweep(planOf(1));
    sweep.put({.cell = {.example = 0}, .answer = "yes"});
    sweep.put({.cell = {0, 1, 0, 0}, .answer = "no", .unsafe = true});
    sweep.put({.cell = {0, 1, 1, 0}, .answer = "yes", .unchanged = true});
    QCOMPARE(sweep.band(SweepMetric::Kept, 0, 1).value, 1.0);
    QCOMPARE(sweep.unsafe(0, 1), std::size_t{1});
    QCOMPARE(sweep.unchanged(0, 1), std::size_t{1});
}

QTEST_GUILESS_MAIN(RobustnessTest)

#include "robustnesstest.moc"
