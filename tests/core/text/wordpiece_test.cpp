#include "tests/core/text/fixtures.h"

#include "core/text/vocabulary/doublearray.h"
#include "core/text/models/wordpiece.h"
#include "core/text/unicode/units.h"

#include <QTest>

#include <map>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::text;

/// BERT's rules one by one, with the published examples.
class WordPieceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void examples_data();
    void examples();
    void reorderedMarksKeepTheirBytes();
    void limitOfCharacters();
    void kindsAndWords();
    void templateAndPadding();
    void specialsAloneWhereNoRoom();
    void decoding();
    void addedTextAsPlainText();
    void invalidPartsAreReported();
    void trieHoldsWhatItWasGiven();
};

namespace {

EncodeOptions plain() {
    EncodeOptions options;
    options.addSpecial = false;
    return options;
}

std::string joined(const std::vector<Token>& tokens) {
    std::string text;
    for (const Token& token : tokens) {
        text += (text.empty() ? "" : " ") + token.text;
    }
    return text;
}

} // namespace

void WordPieceTest::examples_data() {
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("pieces");
    QTest::addColumn<QByteArray>("spans"); // code points
    const auto row = [](const char* name, const char* source, const char* pieces,
                        const char* spans) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(pieces) << QByteArray(spans);
    };
    row("two pieces", "backhand", "back ##hand", "0-4 4-8");
    row("one letter dropped", "bachand", "bach ##and", "0-4 4-7");
    row("punctuation", "don't $5.00", "don ' t $ 5 . 00", "");
    row("accent", "na\u00EFve", "naive", "0-5");
    row("combining mark", "e\u0301", "e", "0-1");
    row("ideographs", "\u65E5\u672C\u8A9E text", "\u65E5 \u672C \u8A9E text", "0-1 1-2 2-3 4-8");
    row("family", "\U0001F468\u200D\U0001F469\u200D\U0001F466 family", "[UNK] family", "0-5 6-12");
    row("unknown part", "vote\u2661\u2661", "[UNK]", "0-6");
    row("bidi control",
        "\u202E"
        "abc",
        "abc", "1-4");
    row("hashes", "##ing", "# # ing", "");
    row("dotted capital", "\u0130stanbul", "istanbul", "0-8");
    row("ligature", "\uFB01", "\uFB01", "0-1");
    row("nothing", "", "", "");
    row("spaces", "   ", "", "");
    row("mask", "[MASK]", "[MASK]", "0-6");
    row("mask in lower case", "[mask]", "[ mask ]", "0-1 1-5 5-6");
}

void WordPieceTest::examples() {
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, pieces);
    QFETCH(QByteArray, spans);
    const std::string text = source.toStdString();
    const auto tokens = bert()->encode(text, std::nullopt, plain()).tokens;
    QCOMPARE(QByteArray::fromStdString(joined(tokens)), pieces);
    if (!spans.isEmpty()) {
        const Units units(text);
        QByteArray found;
        for (const Token& token : tokens) {
            found += (found.isEmpty() ? "" : " ") +
                     QByteArray::number(qulonglong(units.codePointOfByte(token.source.begin))) +
                     "-" + QByteArray::number(qulonglong(units.codePointOfByte(token.source.end)));
        }
        QCOMPARE(found, spans);
    }
    const auto nul = bert()->encode(std::string_view("a\0b", 3), std::nullopt, plain()).tokens;
    QCOMPARE(joined(nul), std::string("ab"));
    QVERIFY((nul.front().source == Span{0, 3}));
}

void WordPieceTest::reorderedMarksKeepTheirBytes() {
    // U+302B (class 232, dropped) stands before U+302E (class 224, kept) and changes places with
    // it.
    const auto tokens = bert()->encode("\u3042\u302B\u302E", std::nullopt, plain()).tokens;
    QCOMPARE(tokens.back().source.end, std::size_t{9});
    const auto alone = bert()->encode("\u302B\u302E", std::nullopt, plain()).tokens;
    QVERIFY((alone.front().source == Span{3, 6}));
}

void WordPieceTest::limitOfCharacters() {
    QVERIFY(bert()->encode(std::string(100, 'x'), std::nullopt, plain()).tokens.size() > 1);
    const auto over = bert()->encode(std::string(101, 'x'), std::nullopt, plain()).tokens;
    QCOMPARE(joined(over), std::string("[UNK]"));
    QCOMPARE(over.front().kind, TokenKind::Unknown);
}

void WordPieceTest::kindsAndWords() {
    const auto tokens = bert()->encode("backhand [MASK] \u2661", std::nullopt, {}).tokens;
    const std::vector<TokenKind> kinds{TokenKind::Class,        TokenKind::Piece,
                                       TokenKind::Continuation, TokenKind::Special,
                                       TokenKind::Unknown,      TokenKind::Separator};
    const std::vector<std::int32_t> words{-1, 0, 0, 1, 2, -1};
    const std::vector<bool> special{true, false, false, false, false, true};
    QCOMPARE(tokens.size(), kinds.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        QCOMPARE(tokens[i].kind, kinds[i]);
        QCOMPARE(tokens[i].word, words[i]);
        QCOMPARE(tokens[i].special, bool(special[i]));
    }
}

void WordPieceTest::templateAndPadding() {
    const auto tokenizer = bert();
    EncodeOptions options;
    options.maxLength = 8;
    options.pad = true;
    const auto tokens = tokenizer->encode("hello", "world", options).tokens;
    QCOMPARE(joined(tokens), std::string("[CLS] hello [SEP] world [SEP] [PAD] [PAD] [PAD]"));
    QCOMPARE(tokens[3].segment, 1);
    QCOMPARE(tokens[3].type, 1);
    QCOMPARE(tokens[7].kind, TokenKind::Pad);
    QVERIFY(tokens[7].special && tokens[7].source.empty());
    QCOMPARE(tokenizer->specialCount(false), std::size_t{2});
    QCOMPARE(tokenizer->specialCount(true), std::size_t{3});
    // The file's own truncation and padding are told, not applied.
    const FileSettings settings{128, 128, false};
    QVERIFY(tokenizer->fileSettings() == settings);
    std::string text;
    for (int i = 0; i < 200; ++i) {
        text += "word ";
    }
    QCOMPARE(tokenizer->encode(text, std::nullopt, {}).tokens.size(), std::size_t{202});
}

void WordPieceTest::specialsAloneWhereNoRoom() {
    EncodeOptions options;
    for (const std::size_t length : {0, 1, 2}) {
        options.maxLength = length;
        QCOMPARE(joined(bert()->encode("hello", std::nullopt, options).tokens),
                 std::string("[CLS] [SEP]"));
    }
}

void WordPieceTest::decoding() {
    const auto tokenizer = bert();
    std::vector<std::int64_t> ids;
    for (const Token& token : tokenizer->encode("Don't do backhand.", std::nullopt, {}).tokens) {
        ids.push_back(token.id);
    }
    QCOMPARE(tokenizer->decode(ids), std::string("[CLS] don ' t do backhand . [SEP]"));
    QCOMPARE(tokenizer->decode(ids, {.skipSpecial = true}), std::string("don ' t do backhand ."));
    QCOMPARE(tokenizer->decode(ids, {.skipSpecial = true, .cleanUp = true}),
             std::string("don ' t do backhand."));
    QCOMPARE(tokenizer->decode({-5, 1'000'000}), std::string());
}

void WordPieceTest::addedTextAsPlainText() {
    EncodeOptions options = plain();
    options.addedText = AddedText::Plain;
    QCOMPARE(joined(bert()->encode("[MASK]", std::nullopt, options).tokens),
             std::string("[ mask ]"));
    const std::vector<Span> expected{{2, 8}, {10, 15}};
    QVERIFY(bert()->specialText("a [MASK]\xFF [SEP] \u2661") == expected);
}

void WordPieceTest::invalidPartsAreReported() {
    const auto encoding = bert()->encode("a\xFF"
                                         "b",
                                         "\xE2\x82", plain());
    const std::vector<InvalidPart> expected{{0, {1, 2}}, {1, {0, 2}}};
    QVERIFY(encoding.invalid == expected);
    QCOMPARE(joined(encoding.tokens), std::string("ab"));
    QVERIFY((encoding.tokens.front().source == Span{0, 3}));
}

void WordPieceTest::trieHoldsWhatItWasGiven() {
    std::map<std::string, std::int32_t> expected;
    for (const std::string& text : randomTexts(7, 4000)) {
        if (!text.empty()) {
            expected.emplace(text, static_cast<std::int32_t>(expected.size()));
            expected.emplace(text.substr(0, text.size() / 2 + 1),
                             static_cast<std::int32_t>(expected.size()));
        }
    }
    expected.emplace(std::string("\0", 1), static_cast<std::int32_t>(expected.size()));
    std::vector<DoubleArray::Key> keys;
    for (const auto& [text, value] : expected) {
        keys.push_back({text, value});
    }
    const DoubleArray trie(keys);
    for (const auto& [text, value] : expected) {
        const DoubleArray::Node node = trie.walk(DoubleArray::kRoot, text);
        QVERIFY(node != DoubleArray::kNone && trie.value(node) == value);
        const std::string longer = text + "\x01?";
        const DoubleArray::Node beyond = trie.walk(DoubleArray::kRoot, longer);
        QVERIFY(beyond == DoubleArray::kNone ||
                (trie.value(beyond) != DoubleArray::kNone) == (expected.count(longer) == 1));
    }
    QCOMPARE(DoubleArray().walk(DoubleArray::kRoot, std::string_view("\0", 1)), DoubleArray::kNone);
}

QTEST_GUILESS_MAIN(WordPieceTest)
#include "wordpiece_test.moc"
