#include "core/analysis/alignment.h"
#include "core/analysis/subsequence.h"
#include "tests/core/analysis/fixtures.h"

#include <QTest>

#include <numbers>

using namespace vitrine;
using namespace vitrine::analysis;
using namespace vitrine::tests;

class AlignmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void longestSubsequences();
    void commonBlocksOfTexts_data();
    void commonBlocksOfTexts();
    void longTextsAreComparedByWords();
    void equalTextsAlignAsTheyAre();
    void followsInsertedWords();
    void followsReplacedAndDroppedWords();
    void alignsTwoTokenizers();
    void keepsSegmentsApart();
    void differencesAreSignedAndMarked();
    void divergenceCountsUnmatchedKeys();
    void refusesWhatDoesNotFit();
    void patchesAlignByPlace();
};

namespace {

constexpr std::size_t kNone = Alignment::kNone;
using Partners = std::vector<std::size_t>;

/// [CLS] words [SEP], one token per word between blanks.
Axis axisOf(const std::string& text, std::int32_t segment = 0) {
    Axis axis;
    axis.tokens.push_back(addedToken(TokenKind::Class, "[CLS]"));
    std::size_t at = 0;
    std::int32_t word = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        axis.tokens.push_back(pieceOf(text.substr(at, end - at), at, end, word++, segment));
        at = end + 1;
    }
    axis.tokens.push_back(addedToken(TokenKind::Separator, "[SEP]"));
    return axis;
}

Sample sampleOf(std::string text) {
    Sample sample;
    sample.text = std::move(text);
    return sample;
}

Alignment align(const std::string& a, const std::string& b) {
    return alignTokens(axisOf(a), sampleOf(a), axisOf(b), sampleOf(b));
}

/// The length of a longest common subsequence by trying all choices.
std::size_t naiveLength(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
    if (a.empty() || b.empty()) {
        return 0;
    }
    if (a[0] == b[0]) {
        return 1 + naiveLength(a.subspan(1), b.subspan(1));
    }
    return std::max(naiveLength(a.subspan(1), b), naiveLength(a, b.subspan(1)));
}

} // namespace

void AlignmentTest::longestSubsequences() {
    Random random(1);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::uint32_t> a(random.below(9));
        std::vector<std::uint32_t> b(random.below(9));
        std::ranges::generate(a, [&] { return random.below(3); });
        std::ranges::generate(b, [&] { return random.below(3); });
        const auto pairs = longestCommonSubsequence(a, b);
        QCOMPARE(pairs.size(), naiveLength(a, b));
        for (std::size_t index = 0; index < pairs.size(); ++index) {
            QCOMPARE(a[pairs[index].first], b[pairs[index].second]);
            QVERIFY(index == 0 || (pairs[index].first > pairs[index - 1].first &&
                                   pairs[index].second > pairs[index - 1].second));
        }
    }
}

void AlignmentTest::commonBlocksOfTexts_data() {
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<QByteArray>("common"); // blocks joined by |
    QTest::newRow("equal") << QByteArray("same") << QByteArray("same") << QByteArray("same");
    QTest::newRow("empty") << QByteArray() << QByteArray("x") << QByteArray();
    QTest::newRow("nothing") << QByteArray("abc") << QByteArray("xyz") << QByteArray();
    QTest::newRow("inserted") << QByteArray("a cat") << QByteArray("a fat cat")
                              << QByteArray("a |cat");
    QTest::newRow("dropped") << QByteArray("one two three") << QByteArray("one three")
                             << QByteArray("one t|hree");
    QTest::newRow("typing error") << QByteArray("house") << QByteArray("hosue")
                                  << QByteArray("ho|s|e");
    QTest::newRow("overlap of both ends") << QByteArray("aa") << QByteArray("aaa")
                                          << QByteArray("aa");
    QTest::newRow("accent keeps its bytes")
        << QByteArray("caf\xC3\xA9") << QByteArray("caf\xC3\xA8") << QByteArray("caf");
    QTest::newRow("same last byte of another character")
        << QByteArray("\xC3\xA9") << QByteArray("\xC4\xA9") << QByteArray();
    QTest::newRow("bad bytes") << QByteArray("x\xFFy") << QByteArray("q\xFFz")
                               << QByteArray("\xFF");
}

void AlignmentTest::commonBlocksOfTexts() {
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(QByteArray, common);
    const std::string textA = a.toStdString();
    const std::string textB = b.toStdString();
    QByteArrayList found;
    std::size_t end = 0;
    for (const CommonBlock& block : commonBlocks(textA, textB)) {
        QVERIFY(block.beginA >= end);
        end = block.beginA + block.bytes;
        QCOMPARE(textA.substr(block.beginA, block.bytes), textB.substr(block.beginB, block.bytes));
        found.append(QByteArray::fromStdString(textA.substr(block.beginA, block.bytes)));
    }
    QCOMPARE(found.join('|'), common);
}

void AlignmentTest::longTextsAreComparedByWords() {
    std::string a;
    std::string b;
    for (int index = 0; index < 900; ++index) {
        a += "word" + std::to_string(index) + " ";
        b += (index % 3 == 0 ? "other " : "word" + std::to_string(index) + " ");
    }
    std::size_t bytes = 0;
    for (const CommonBlock& block : commonBlocks(a, b)) {
        QCOMPARE(a.substr(block.beginA, block.bytes), b.substr(block.beginB, block.bytes));
        bytes += block.bytes;
    }
    QVERIFY(bytes > a.size() * 6 / 10);
    QVERIFY(bytes < a.size() * 8 / 10);
}

void AlignmentTest::equalTextsAlignAsTheyAre() {
    const Alignment same = align("the cat sat", "the cat sat");
    QVERIFY(same == Alignment::identity(5));
    QCOMPARE(same.matched(), std::size_t{5});
}

void AlignmentTest::followsInsertedWords() {
    const Alignment alignment = align("the cat sat", "the fat cat sat");
    QCOMPARE(alignment.toB, (Partners{0, 1, 3, 4, 5}));
    QCOMPARE(alignment.toA, (Partners{0, 1, kNone, 2, 3, 4}));
    QCOMPARE(alignment.matched(), std::size_t{5});
}

void AlignmentTest::followsReplacedAndDroppedWords() {
    // A typing error keeps its partner; another word does not find one.
    QCOMPARE(align("the house burns", "the hosue burns").toB, (Partners{0, 1, 2, 3, 4}));
    QCOMPARE(align("a dog barks", "a zebra barks").toB, (Partners{0, 1, kNone, 3, 4}));
    QCOMPARE(align("one two three", "one three").toB, (Partners{0, 1, kNone, 2, 3}));
    QCOMPARE(align("one", "").toB, (Partners{0, kNone, 1}));
}

void AlignmentTest::alignsTwoTokenizers() {
    // "unhappy cats": un ##happy cats against unhapp y cats, with and without [CLS] and [SEP].
    const Sample sample = sampleOf("unhappy cats");
    Axis a;
    a.tokens = {addedToken(TokenKind::Class, "[CLS]"), pieceOf("un", 0, 2, 0),
                pieceOf("##happy", 2, 7, 0), pieceOf("cats", 8, 12, 1),
                addedToken(TokenKind::Separator, "[SEP]")};
    Axis b;
    b.tokens = {pieceOf("unhapp", 0, 6, 0), pieceOf("y", 6, 7, 0), pieceOf("Ġcats", 7, 12, 1)};
    const Alignment alignment = alignTokens(a, sample, b, sample);
    QCOMPARE(alignment.toB, (Partners{kNone, kNone, 0, 2, kNone}));
    QCOMPARE(alignment.toA, (Partners{2, kNone, 3}));
}

void AlignmentTest::keepsSegmentsApart() {
    Sample sampleA = sampleOf("cat");
    sampleA.pair = "dog";
    Sample sampleB = sampleOf("dog");
    sampleB.pair = "cat";
    Axis a;
    a.tokens = {pieceOf("cat", 0, 3, 0), pieceOf("dog", 0, 3, 0, 1)};
    Axis b;
    b.tokens = {pieceOf("dog", 0, 3, 0), pieceOf("cat", 0, 3, 0, 1)};
    QCOMPARE(alignTokens(a, sampleA, b, sampleB).matched(), std::size_t{0});
    QCOMPARE(alignTokens(a, sampleA, a, sampleA).matched(), std::size_t{2});
}

void AlignmentTest::differencesAreSignedAndMarked() {
    const Alignment alignment = align("cat", "fat cat"); // [CLS] cat [SEP] in both
    Grid a(3, 3, 0.5F);
    Grid b(4, 4, 0.125F);
    b.at(2, 3) = 0.75F;
    const Grid result = difference(a, b, alignment, alignment);
    QCOMPARE(result.rows(), std::size_t{3});
    QCOMPARE(result.at(0, 0), 0.375F);
    QCOMPARE(result.at(1, 2), -0.25F);
    // Seen from the other side, "fat" has no partner.
    const Alignment back{alignment.toA, alignment.toB};
    const Grid other = difference(b, a, back, back);
    QVERIFY(std::isnan(other.at(1, 0)) && std::isnan(other.at(0, 1)));
    QCOMPARE(other.at(2, 3), 0.25F);
}

void AlignmentTest::divergenceCountsUnmatchedKeys() {
    // One query; A looks at its second key, which B has not; B at a key that A has not.
    const Alignment queries = Alignment::identity(1);
    const Alignment keys{{0, kNone}, {0, kNone, kNone}};
    QCOMPARE(alignedDivergence(Grid(1, 2, {0, 1}), Grid(1, 3, {0, 1, 0}), queries, keys),
             std::numbers::ln2);
    QCOMPARE(alignedDivergence(Grid(1, 2, {1, 0}), Grid(1, 3, {1, 0, 0}), queries, keys), 0.0);
    const Alignment nothing{{kNone}, {kNone}};
    QVERIFY(std::isnan(
        alignedDivergence(Grid(1, 2, {1, 0}), Grid(1, 3, {1, 0, 0}), nothing, keys)));
}

void AlignmentTest::refusesWhatDoesNotFit() {
    const Alignment two = Alignment::identity(2);
    QVERIFY_EXCEPTION_THROWN((void)difference(Grid(2, 3), Grid(2, 2), two, two),
                             std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)inCoordinatesOfA(Grid(3, 2), two, two), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)alignedDivergence(Grid(2, 2), Grid(2, 1), two, two),
                             std::invalid_argument);
}

void AlignmentTest::patchesAlignByPlace() {
    const auto patches = [](int rows, int columns, float width, float height) {
        Axis axis;
        axis.tokens.push_back(addedToken(TokenKind::Class, "[CLS]"));
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                axis.tokens.push_back({.kind = TokenKind::Patch,
                                       .box = {static_cast<float>(column) * width,
                                               static_cast<float>(row) * height, width, height},
                                       .row = row,
                                       .column = column});
            }
        }
        return axis;
    };
    // The same 2 × 3 patches of a picture twice as large: each its own partner.
    const Alignment same = alignTokens(patches(2, 3, 8, 8), {}, patches(2, 3, 16, 16), {});
    QCOMPARE(same.toB, (Partners{0, 1, 2, 3, 4, 5, 6}));
    // 2 × 2 against 4 × 2: a patch of A is two of B, each by half; the first takes it.
    const Alignment halves = alignTokens(patches(2, 2, 8, 8), {}, patches(4, 2, 8, 4), {});
    QCOMPARE(halves.toB, (Partners{0, 1, 2, 5, 6}));
    QCOMPARE(halves.toA, (Partners{0, 1, 2, kNone, kNone, 3, 4, kNone, kNone}));
    // 2 × 2 against 4 × 4: none overlaps by half.
    const Alignment quarters = alignTokens(patches(2, 2, 8, 8), {}, patches(4, 4, 4, 4), {});
    QCOMPARE(quarters.toB, (Partners{0, kNone, kNone, kNone, kNone}));
}

QTEST_APPLESS_MAIN(AlignmentTest)
#include "alignment_test.moc"
