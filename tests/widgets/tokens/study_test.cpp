#include "tests/widgets/tokens/fixtures.h"
#include "widgets/tokens/panes/mergetreelayout.h"
#include "widgets/tokens/panes/stagetexts.h"
#include "widgets/tokens/study/drawnpiece.h"
#include "widgets/tokens/study/piecewords.h"
#include "widgets/tokens/study/snapshot.h"
#include "widgets/tokens/study/tokencsv.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/study/windowexplanation.h"

#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;

/// What the views stand on: places on the byte axis, words for pieces, edits, windows, selection.
class StudyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void placesBytePiecesExactly();
    void placesSharedSpansSideBySide();
    void coversTheText_data();
    void coversTheText();
    void countsAndFindsWords();
    void windowsCutBetweenWords();
    void windowGivesTheSameWord();
    void namesStages();
    void namesLosses();
    void laysOutTrees();
    void selectionStaysAtItsBytes();
    void newestTextWins();
    void stepsAlongTokens();
    void writesCsv();

private:
    static SnapshotPointer snapshotOf(const QByteArray& text) {
        return takeSnapshot(text, tests::realTokenizers(), {});
    }
};

void StudyTest::placesBytePiecesExactly() {
    const SnapshotPointer snapshot = snapshotOf("frisbee 🥏 x");
    const TokenRow& gpt = snapshot->rows[1];
    // " 🥏" is three pieces: 20 F0 9F, A5, 8F.
    const int first = tests::tokenOf(gpt, "ĠðŁ");
    QVERIFY(first > 0);
    const auto at = static_cast<std::size_t>(first);
    QCOMPARE(gpt.pieces[at].begin, 7.0);
    QCOMPARE(gpt.pieces[at].end, 10.0);
    QCOMPARE(gpt.pieces[at + 1].begin, 10.0);
    QCOMPARE(gpt.pieces[at + 1].end, 11.0);
    QCOMPARE(gpt.pieces[at + 2].begin, 11.0);
    QCOMPARE(gpt.pieces[at + 2].end, 12.0);
    QVERIFY(gpt.pieces[at + 1].shares && gpt.pieces[at + 1].joins);
    QCOMPARE(bytesOfPiece("ĠðŁ"), std::string("\x20\xF0\x9F"));
    QCOMPARE(bytesOfPiece("<0x41>"), std::string("A"));
    QVERIFY(bytesOfPiece("한").empty());
}

void StudyTest::placesSharedSpansSideBySide() {
    // Uncased BERT takes a Hangul syllable apart; its three letters share the syllable's bytes.
    const SnapshotPointer snapshot = snapshotOf("한");
    const TokenRow& bert = snapshot->rows[0];
    QCOMPARE(bert.ownPieces(), std::size_t(3));
    double end = 0;
    for (std::size_t i = 1; i <= 3; ++i) {
        QCOMPARE(bert.tokens()[i].source, (Span{0, 3}));
        QVERIFY(bert.pieces[i].shares);
        QCOMPARE(bert.pieces[i].begin, end);
        end = bert.pieces[i].end;
    }
    QCOMPARE(end, 3.0);
}

void StudyTest::coversTheText_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("sentence") << tests::sentence();
    QTest::addRow("empty") << QByteArray();
    QTest::addRow("spaces") << QByteArray("   ");
    QTest::addRow("invalid") << QByteArray("a\xFF\xC3 b\xE2\x82 c");
    QTest::addRow("nul") << QByteArray("a\0b", 3);
    QTest::addRow("marks") << QByteArray("e\u0301 \u0301 क्षि العَرَبِيَّة");
    QTest::addRow("emoji") << QByteArray("👨‍👩‍👧 🇩🇪 1️⃣");
    QTest::addRow("specials") << QByteArray("[MASK] <|endoftext|> [mask]");
    QTest::addRow("long") << tests::longText(3000);
}

// Clusters cover the text; every row's tokens and dropped bytes and white space do, too; places
// never run back.
void StudyTest::coversTheText() {
    QFETCH(QByteArray, text);
    const SnapshotPointer snapshot = snapshotOf(text);
    std::size_t at = 0;
    for (const Span& cluster : snapshot->clusters) {
        QCOMPARE(cluster.begin, at);
        at = cluster.end;
    }
    QCOMPARE(at, static_cast<std::size_t>(text.size()));
    for (const TokenRow& row : snapshot->rows) {
        QCOMPARE(row.pieces.size(), row.tokens().size());
        double last = 0;
        std::vector<bool> covered(static_cast<std::size_t>(text.size()), false);
        const auto cover = [&](Span span) {
            for (std::size_t i = span.begin; i < span.end; ++i) {
                covered[i] = true;
            }
        };
        for (std::size_t i = 0; i < row.tokens().size(); ++i) {
            QVERIFY(row.pieces[i].begin >= last);
            QVERIFY(row.pieces[i].end >= row.pieces[i].begin);
            last = row.pieces[i].end;
            const Span source = row.tokens()[i].source;
            cover(source);
            if (!source.empty() && !row.pieces[i].shares) {
                QCOMPARE(row.pieces[i].begin, static_cast<double>(source.begin));
                QCOMPARE(row.pieces[i].end, static_cast<double>(source.end));
            }
        }
        for (const text::Dropped& dropped : text::droppedBytes(snapshot->bytes(), row.encoding)) {
            cover(dropped.source);
        }
        QVERIFY(std::find(covered.begin(), covered.end(), false) == covered.end());
    }
}

void StudyTest::countsAndFindsWords() {
    const SnapshotPointer snapshot = snapshotOf(tests::sentence());
    QCOMPARE(snapshot->characters, std::size_t(62));
    QCOMPARE(snapshot->words, std::size_t(9));
    const Span word = tests::spanOf(snapshot->text, "dachshund");
    QCOMPARE(snapshot->wordAround({word.begin + 3, word.begin + 5}), word);
    QCOMPARE(snapshot->wordNumber(word.begin), std::size_t(4));
    QCOMPARE(snapshot->wordAround(tests::spanOf(snapshot->text, "the naïve")),
             tests::spanOf(snapshot->text, "the naïve"));
    QCOMPARE(piecesPerWord(*snapshot, snapshot->rows[0]), 20.0 / 9);
    QCOMPARE(bytesPerPiece(*snapshot, snapshot->rows[3]), 1.0);
    QCOMPARE(snapshot->rows[0].special, std::size_t(2));
    QCOMPARE(snapshot->rows[0].unknown, std::size_t(1));
    const SnapshotPointer invalid = snapshotOf(QByteArray("a\xFF\xFE b\uFFFD"));
    QCOMPARE(invalid->invalid, (std::vector<Span>{{1, 2}, {2, 3}}));
}

void StudyTest::windowsCutBetweenWords() {
    const SnapshotPointer snapshot = snapshotOf(tests::longText(40'000));
    for (const std::size_t at : {std::size_t(0), std::size_t(777), std::size_t(20'000),
                                 std::size_t(39'990)}) {
        const Span window = windowAround(*snapshot, {at, at + 1});
        QVERIFY(window.begin <= at && at < window.end);
        QVERIFY(window.size() <= kMostExplained + 512);
        QVERIFY(window.begin == 0 || QByteArray(" \n").contains(snapshot->text[window.begin]));
        QVERIFY(window.end == snapshot->bytes().size()
                || QByteArray(" \n").contains(snapshot->text[window.end]));
    }
    const SnapshotPointer blob = snapshotOf(QByteArray(20'000, 'x'));
    const Span window = windowAround(*blob, {10'000, 10'001});
    QVERIFY(window.begin <= 10'000 && window.end > 10'000 && window.size() <= kMostExplained);
}

// What is explained of a part is what the whole text was cut into.
void StudyTest::windowGivesTheSameWord() {
    const SnapshotPointer snapshot = snapshotOf(tests::longText(40'000));
    for (std::size_t at = 5'000; at < 39'000; at += 3'331) {
        const Span word = snapshot->wordAround({at, at + 1});
        const ExplanationPointer explanation =
            explainWindow(snapshot, windowAround(*snapshot, word), {});
        for (std::size_t row = 0; row < 2; ++row) {
            const text::ExplainedWord* explained = explanation->wordAt(row, word);
            QVERIFY(explained != nullptr);
            const auto& tokens = explanation->rows[row].encoding.tokens;
            for (std::size_t i = explained->firstToken; i < explained->endToken; ++i) {
                const Span source = explanation->inText(tokens[i].source);
                const int whole = snapshot->rows[row].tokenAt({source.begin, source.begin + 1});
                QVERIFY(whole >= 0);
                bool found = false;
                for (const text::Token& token : snapshot->rows[row].tokens()) {
                    found = found || (token.source == source && token.id == tokens[i].id);
                }
                QVERIFY(found);
            }
        }
    }
}

void StudyTest::namesStages() {
    const SnapshotPointer snapshot = snapshotOf("The naïve\u200D 日");
    const ExplanationPointer explanation =
        explainWindow(snapshot, {0, snapshot->bytes().size()}, {});
    QStringList names;
    QStringList summaries;
    for (const StageWords& words : stageWords(explanation->rows[0], snapshot->rows[0])) {
        names.append(words.name);
        summaries.append(words.summary);
    }
    QCOMPARE(names.join(u", "), u"clean, CJK spacing, NFD, strip accents, lower case, pre-tokens, "
                                u"pieces"_qs);
    QCOMPARE(summaries[0], u"U+200D removed"_qs);
    QCOMPARE(summaries[2], u"ï → i + \u25CC\u0308"_qs);
    QCOMPARE(summaries[3], u"\u25CC\u0308 removed"_qs);
    QCOMPARE(summaries[4], u"T → t"_qs);
    QCOMPARE(summaries[5], u"3"_qs);
    QCOMPARE(summaries[6], u"3 + 2 special"_qs);
    const Span accent = tests::spanOf(snapshot->text, "naïve");
    const std::vector<text::StageKind> changed = changedBy(explanation->rows[0], accent);
    QCOMPARE(changed, (std::vector<text::StageKind>{text::StageKind::Decomposed,
                                                    text::StageKind::MarksStripped}));
    QVERIFY(changedBy(explanation->rows[1], accent).empty());
}

void StudyTest::namesLosses() {
    const SnapshotPointer snapshot = snapshotOf(tests::sentence());
    const ExplanationPointer explanation =
        explainWindow(snapshot, {0, snapshot->bytes().size()}, {});
    const QString lost = lossText(explanation->rows[0].roundTrip, snapshot->bytes());
    QVERIFY2(lost.contains(u"capitals"_qs) && lost.contains(u"accents"_qs)
                 && lost.contains(u"🥏"_qs) && lost.endsWith(u"are lost"_qs),
             qPrintable(lost));
    for (std::size_t row = 1; row < 4; ++row) {
        QVERIFY(explanation->rows[row].roundTrip.exact);
        QVERIFY(lossText(explanation->rows[row].roundTrip, snapshot->bytes()).isEmpty());
    }
}

void StudyTest::laysOutTrees() {
    const SnapshotPointer snapshot = snapshotOf(tests::sentence());
    const ExplanationPointer explanation =
        explainWindow(snapshot, {0, snapshot->bytes().size()}, {});
    const text::ExplainedWord* word =
        explanation->wordAt(1, tests::spanOf(snapshot->text, "dachshund"));
    QVERIFY(word != nullptr);
    const auto& tree = std::get<text::MergeTree>(word->trail);
    QCOMPARE(tree.leaves, std::size_t(10));
    QCOMPARE(mergesOf(tree), std::size_t(6));
    QCOMPARE(standingAfter(tree, 0).size(), std::size_t(10));
    QCOMPARE(standingAfter(tree, 6), tree.roots);
    for (std::size_t merges = 0; merges < 6; ++merges) {
        QCOMPARE(standingAfter(tree, merges).size(), 10 - merges);
    }
    const std::vector<PlacedNode> places = placedNodes(tree);
    QCOMPARE(levelsOf(places), 3);
    for (std::size_t i = tree.leaves; i < tree.nodes.size(); ++i) {
        const PlacedNode& left = places[static_cast<std::size_t>(tree.nodes[i].left)];
        const PlacedNode& right = places[static_cast<std::size_t>(tree.nodes[i].right)];
        QVERIFY(left.x < places[i].x && places[i].x < right.x);
        QVERIFY(places[i].level > std::max(left.level, right.level));
    }
    QStringList roots;
    for (const std::size_t root : tree.roots) {
        roots.append(nodeText(tree.nodes[root]));
    }
    QCOMPARE(roots.join(u' '), u"·d ach sh und"_qs);
}

void StudyTest::selectionStaysAtItsBytes() {
    TokenStudy study;
    study.setTokenizers(tests::realTokenizers());
    study.setText(tests::sentence());
    const Span word = tests::spanOf(tests::sentence(), "dachshund");
    study.select(word);
    QCOMPARE(study.token()->text, std::string("da"));
    QSignalSpy selected(&study, &TokenStudy::selectedChanged);
    study.setText(tests::sentence() + "More.");
    QCOMPARE(study.selected(), word);
    QCOMPARE(selected.count(), 0);
    study.setText(tests::sentence().left(static_cast<qsizetype>(word.begin) + 4));
    QCOMPARE(study.selected(), (Span{word.begin, word.begin + 4}));
    QCOMPARE(selected.count(), 1);
    study.setText({});
    QVERIFY(study.selected().empty());
    QVERIFY(study.token() == nullptr);
}

void StudyTest::newestTextWins() {
    TokenStudy study;
    study.setTokenizers(tests::realTokenizers());
    QSignalSpy changed(&study, &TokenStudy::snapshotChanged);
    const QByteArray text = tests::longText(20'000);
    for (int i = 0; i < 100; ++i) {
        study.setText(text + QByteArray::number(i));
    }
    QTRY_VERIFY(!study.busy());
    QCOMPARE(study.snapshot()->text, text + "99");
    QVERIFY(changed.count() < 100);
    // A short text is answered at once, and no late answer comes after it.
    study.setText(text + "late");
    study.setText("short");
    QCOMPARE(study.snapshot()->text, QByteArray("short"));
    QTRY_VERIFY(!study.busy());
    QCoreApplication::processEvents();
    QCOMPARE(study.snapshot()->text, QByteArray("short"));
    QVERIFY(study.explanation() != nullptr);
    QCOMPARE(study.explanation()->snapshot, study.snapshot());
}

void StudyTest::stepsAlongTokens() {
    TokenStudy study;
    study.setTokenizers(tests::realTokenizers());
    study.setText("the dachshund");
    study.step(1, false);
    QCOMPARE(study.token()->text, std::string("[CLS]"));
    QVERIFY(study.selected().empty());
    study.step(1, false);
    QCOMPARE(study.selected(), (Span{0, 3}));
    study.step(1, true);
    QCOMPARE(study.selected(), (Span{0, 6}));
    study.step(1, true);
    QCOMPARE(study.selected(), (Span{0, 9}));
    study.step(-1, true);
    QCOMPARE(study.selected(), (Span{0, 6}));
    study.step(1000, false);
    QCOMPARE(study.token()->text, std::string("[SEP]"));
    study.select({5, 7});
    study.setCurrentRow(3);
    QCOMPARE(study.token()->id, std::int64_t('a'));
    QCOMPARE(study.selected(), (Span{5, 7}));
    study.setCurrentRow(4);
    QCOMPARE(study.currentRow(), 3);
}

void StudyTest::writesCsv() {
    const std::string csv = tokenCsv(*snapshotOf("a, \"b\""));
    QVERIFY(csv.starts_with("tokenizer,index,id,piece,surface,begin,end,kind,word,special\r\n"));
    QVERIFY(csv.find("MiniLM,0,101,[CLS],,0,0,class,-1,1\r\n") != std::string::npos);
    QVERIFY(csv.find("MiniLM,2,1010,\",\",\",\",1,2,piece,1,0\r\n") != std::string::npos);
    QVERIFY(csv.find("GPT-2,2,366,\"Ġ\"\"\",\" \"\"\",2,4,") != std::string::npos);
}

QTEST_GUILESS_MAIN(StudyTest)
#include "study_test.moc"
