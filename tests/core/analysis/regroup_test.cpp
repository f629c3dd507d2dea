#include "core/analysis/regroup.h"
#include "tests/core/analysis/fixtures.h"

#include <QTest>

#include <numeric>

using namespace vitrine;
using namespace vitrine::analysis;
using namespace vitrine::tests;

class RegroupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gathersPiecesIntoWords();
    void gathersBetweenBlanks();
    void twoTokenizersMeetOnTheSameWords();
    void sumsKeysAndAveragesQueries();
    void rowsStillSumToOne();
    void refusesWhatDoesNotFit();
};

namespace {

Sample sampleOf(std::string text) {
    Sample sample;
    sample.text = std::move(text);
    return sample;
}

/// [CLS] un ##happy cats ! [SEP]
Axis wordPieces() {
    Axis axis;
    axis.name = "text";
    axis.tokens = {addedToken(TokenKind::Class, "[CLS]"),
                   pieceOf("un", 0, 2, 0),
                   pieceOf("##happy", 2, 7, 0),
                   pieceOf("cats", 8, 12, 1),
                   pieceOf("!", 12, 13, 2),
                   addedToken(TokenKind::Separator, "[SEP]")};
    return axis;
}

std::vector<std::string> labels(const Grouping& grouping) {
    std::vector<std::string> result;
    for (const AxisToken& token : grouping.groups.tokens) {
        result.push_back(token.label);
    }
    return result;
}

using Groups = std::vector<std::size_t>;
using Labels = std::vector<std::string>;

} // namespace

void RegroupTest::gathersPiecesIntoWords() {
    const Grouping grouping = groupByWord(wordPieces(), sampleOf("unhappy cats!"));
    QCOMPARE(grouping.groupOf, (Groups{0, 1, 1, 2, 3, 4}));
    QCOMPARE(labels(grouping), (Labels{"[CLS]", "unhappy", "cats", "!", "[SEP]"}));
    QVERIFY((grouping.groups.tokens[1].source == Span{0, 7}));
    QCOMPARE(grouping.groups.tokens[1].id, std::int64_t{-1});
    QVERIFY(grouping.groups.tokens[0].special && !grouping.groups.tokens[1].special);
    QCOMPARE(grouping.groups.name, std::string("text"));
}

void RegroupTest::gathersBetweenBlanks() {
    const Grouping grouping = groupByBlanks(wordPieces(), sampleOf("unhappy cats!"));
    QCOMPARE(grouping.groupOf, (Groups{0, 1, 1, 2, 2, 3}));
    QCOMPARE(labels(grouping), (Labels{"[CLS]", "unhappy", "cats!", "[SEP]"}));

    // Bytes: a blank belongs to the word after it, at the end to the one before.
    const std::string text = "a  b ";
    Axis bytes;
    for (std::size_t at = 0; at < text.size(); ++at) {
        bytes.tokens.push_back(
            pieceOf(text.substr(at, 1), at, at + 1, static_cast<std::int32_t>(at)));
    }
    QCOMPARE(groupByBlanks(bytes, sampleOf(text)).groupOf, (Groups{0, 1, 1, 1, 1}));
    Axis blanks;
    blanks.tokens = {pieceOf(" ", 0, 1, 0), pieceOf(" ", 1, 2, 1)};
    QCOMPARE(groupByBlanks(blanks, sampleOf("  ")).groupOf, (Groups{0, 1}));
}

void RegroupTest::twoTokenizersMeetOnTheSameWords() {
    Axis bytePairs;
    bytePairs.tokens = {pieceOf("unh", 0, 3, 0), pieceOf("appy", 3, 7, 0),
                        pieceOf("Ġcats", 7, 12, 1), pieceOf("!", 12, 13, 2)};
    const Sample sample = sampleOf("unhappy cats!");
    QCOMPARE(labels(groupByBlanks(bytePairs, sample)), (Labels{"unhappy", "cats!"}));
    QCOMPARE(labels(groupByWord(bytePairs, sample)), (Labels{"unhappy", "cats", "!"}));
}

void RegroupTest::sumsKeysAndAveragesQueries() {
    const Grouping pairs{{0, 0, 1}, [] {
                             Axis axis;
                             axis.tokens.resize(2);
                             return axis;
                         }()};
    const Grid map(3, 3, {0.25F, 0.5F, 0.25F, 0.5F, 0.25F, 0.25F, 0, 0, 0});
    const Grid grouped = regroup(map, pairs, pairs);
    QVERIFY((grouped == Grid(2, 2, {0.75F, 0.25F, 0, 0})));
    // A query that sees no key is no part of the mean.
    const Grid masked(3, 3, {0, 0, 0, 0.5F, 0.25F, 0.25F, 0, 0, 1});
    QVERIFY((regroup(masked, pairs, pairs) == Grid(2, 2, {0.75F, 0.25F, 0, 1})));
}

void RegroupTest::rowsStillSumToOne() {
    Random random(3);
    Axis axis;
    std::string text;
    for (std::int32_t word = 0; word < 20; ++word) {
        const std::uint32_t pieces = 1 + random.below(4);
        for (std::uint32_t piece = 0; piece < pieces; ++piece) {
            axis.tokens.push_back(pieceOf("p", text.size(), text.size() + 1, word));
            text += "p";
        }
        text += " ";
    }
    const Grouping words = groupByWord(axis, sampleOf(text));
    QCOMPARE(words.groups.size(), std::size_t{20});
    QVERIFY(words == groupByWord(axis, sampleOf(text)));
    QCOMPARE(groupByBlanks(axis, sampleOf(text)).groupOf, words.groupOf);
    const auto map = randomMap(axis.size(), false, random);
    const Grid grouped = regroup(*map, words, words);
    for (std::size_t row = 0; row < 20; ++row) {
        const std::span<const float> values = std::as_const(grouped).row(row);
        QVERIFY(std::abs(std::accumulate(values.begin(), values.end(), 0.0) - 1) < 1e-5);
    }
}

void RegroupTest::refusesWhatDoesNotFit() {
    const Grouping words = groupByWord(wordPieces(), sampleOf("unhappy cats!"));
    QVERIFY_EXCEPTION_THROWN((void)regroup(Grid(5, 6), words, words), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)regroup(Grid(6, 5), words, words), std::invalid_argument);
}

QTEST_APPLESS_MAIN(RegroupTest)
#include "regroup_test.moc"
