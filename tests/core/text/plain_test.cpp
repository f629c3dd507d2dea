#include "core/text/tokenizer.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::text;

/// Bytes and characters: the tokenizers without a file.
class PlainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bytes();
    void characters();
    void clustersAreWords();
    void pairsAndTruncation();
    void flatIsTheSame();
};

void PlainTest::bytes() {
    const auto tokenizer = byteTokenizer();
    const auto encoding = tokenizer->encode("A\xFF\u00E9", std::nullopt, {});
    QCOMPARE(encoding.tokens.size(), std::size_t{4});
    QCOMPARE(encoding.tokens[1].id, std::int64_t{255});
    QCOMPARE(encoding.tokens[1].text, std::string("<0xFF>"));
    QVERIFY((encoding.tokens[1].source == Span{1, 2}));
    QCOMPARE(encoding.tokens[0].kind, TokenKind::Byte);
    QVERIFY(encoding.invalid.empty()); // nothing was replaced
    QCOMPARE(tokenizer->decode({65, 255, 300, -1}), std::string("A\xFF"));
    QCOMPARE(tokenizer->idOf("<0x0a>"), std::optional<std::int64_t>(10));
    QVERIFY(!tokenizer->idOf("<0xG0>") && !tokenizer->idOf("A") && !tokenizer->pieceOf(256));
    QCOMPARE(tokenizer->vocabularySize(), std::size_t{256});
    QCOMPARE(tokenizer->kind(), std::string("bytes"));
}

void PlainTest::characters() {
    const auto tokenizer = characterTokenizer();
    const auto encoding = tokenizer->encode("A\xE2\x82\U0001F44D", std::nullopt, {});
    QCOMPARE(encoding.tokens.size(), std::size_t{3});
    QCOMPARE(encoding.tokens[1].id, std::int64_t{0xFFFD});
    const std::vector<InvalidPart> invalid{{0, {1, 3}}};
    QVERIFY(encoding.invalid == invalid);
    QCOMPARE(encoding.tokens[2].id, std::int64_t{0x1F44D});
    QVERIFY((encoding.tokens[2].source == Span{3, 7}));
    QCOMPARE(tokenizer->decode({0x41, 0x1F44D, 0xD800, 0x110000}), std::string("A\U0001F44D"));
    QCOMPARE(tokenizer->idOf("\u00E9"), std::optional<std::int64_t>(0xE9));
    QVERIFY(!tokenizer->idOf("ab") && !tokenizer->idOf("") && !tokenizer->idOf("\xFF"));
    QCOMPARE(tokenizer->vocabularySize(), std::size_t{0x110000});
}

void PlainTest::clustersAreWords() {
    const auto tokens =
        characterTokenizer()->encode("e\u0301x\U0001F468\u200D\U0001F469", std::nullopt, {}).tokens;
    const std::vector<std::int32_t> words{0, 0, 1, 2, 2, 2};
    QCOMPARE(tokens.size(), words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        QCOMPARE(tokens[i].word, words[i]);
    }
    QCOMPARE(byteTokenizer()->encode("e\u0301x", std::nullopt, {}).tokens[3].word, 1);
}

void PlainTest::pairsAndTruncation() {
    EncodeOptions options;
    options.maxLength = 5;
    const auto tokens = characterTokenizer()->encode("abcdef", "xy", options).tokens;
    std::string text;
    for (const Token& token : tokens) {
        text += token.text;
    }
    QCOMPARE(text, std::string("abcxy"));
    QCOMPARE(tokens[3].segment, 1);
    QCOMPARE(tokens[3].type, 1);
    QVERIFY((tokens[3].source == Span{0, 1}));
}

void PlainTest::flatIsTheSame() {
    FlatEncoding flat;
    characterTokenizer()->encodeFlat("a\u00E9", flat);
    const FlatEncoding expected{{0x61, 0xE9}, {{0, 1}, {1, 3}}, {0, 1}};
    QVERIFY(flat == expected);
}

QTEST_GUILESS_MAIN(PlainTest)
#include "plain_test.moc"
