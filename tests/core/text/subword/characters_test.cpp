#include "core/text/characters/characterids.h"
#include "tests/core/text/subword/subwordfixtures.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::text;

/// CharBERT's letters against a second implementation, and its dictionary.
class CharactersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goldens();
    void dictionary();
    void refusesDictionaries();
    void oneLetterTokensBeginAndEndTogether();
    void budgetOverflowPointsAtTheLastPlace();
    void byteLevelPieces();
};

namespace {

std::vector<std::int64_t> wholeNumbers(const Json& json) {
    std::vector<std::int64_t> out;
    for (const Json& number : *json.array()) {
        out.push_back(*number.integer());
    }
    return out;
}

CharacterVocabulary letters() {
    return *CharacterVocabulary::make(" \na\nb\nc\n\u0120\n<unk>\n", "test");
}

Token tokenOf(std::string_view text, TokenKind kind = TokenKind::Piece) {
    Token token;
    token.text = text;
    token.kind = kind;
    return token;
}

} // namespace

void CharactersTest::goldens() {
    const Json golden = subwordGolden("characters.json");
    const auto dictionary =
        CharacterVocabulary::make(*golden.find("dictionary")->string(), "golden");
    QVERIFY(dictionary.ok());
    const TokenizerPointer tokenizer = bert();
    std::size_t cut = 0;
    for (const Json& entry : *golden.find("entries")->array()) {
        const std::string& text = *entry.find("text")->string();
        const std::string* pair = entry.find("pair")->string();
        const auto second = pair != nullptr ? std::optional<std::string_view>(*pair) : std::nullopt;
        CharacterOptions options;
        options.perToken = static_cast<std::size_t>(*entry.find("room")->integer());
        for (const std::int64_t place : wholeNumbers(*entry.find("masked"))) {
            options.masked.push_back(static_cast<std::size_t>(place));
        }
        const Encoding encoding = tokenizer->encode(text, second, {});
        const CharacterIds ids = characterIdsOf(encoding, text, second, *dictionary, options);
        const std::string name = entry.dump();
        QVERIFY2(ids.characters == wholeNumbers(*entry.find("characters")), name.c_str());
        QVERIFY2(ids.starts == wholeNumbers(*entry.find("starts")), name.c_str());
        QVERIFY2(ids.ends == wholeNumbers(*entry.find("ends")), name.c_str());
        cut += ids.cutTokens > 0 ? 1 : 0;
    }
    QVERIFY(cut > 10);
}

void CharactersTest::dictionary() {
    const auto made = CharacterVocabulary::make(" \ne\n\n\nt\n<unk>", "test");
    QVERIFY(made.ok());
    QCOMPARE(made->size(), std::size_t{6});
    QCOMPARE(made->idOf(" "), std::int64_t{0});
    QCOMPARE(made->idOf(""), std::int64_t{3}); // the later of two
    QCOMPARE(made->idOf("t"), std::int64_t{4});
    QCOMPARE(made->idOf("T"), made->unknownId());
    QCOMPARE(made->unknownId(), std::int64_t{5});
}

void CharactersTest::refusesDictionaries() {
    QVERIFY(CharacterVocabulary::make("", "test").failed());
    QVERIFY(CharacterVocabulary::make("a\nb\n", "test").failed());
    QVERIFY(CharacterVocabulary::make("\xFF\n<unk>\n", "test").failed());
    QVERIFY(CharacterVocabulary::make(std::string(70'000, '\n') + "<unk>", "test").failed());
    QVERIFY(openCharacterVocabulary("/nowhere/at/all").failed());
}

void CharactersTest::oneLetterTokensBeginAndEndTogether() {
    Encoding encoding;
    encoding.tokens = {tokenOf("[CLS]", TokenKind::Class), tokenOf("a"), tokenOf("##b"),
                       tokenOf("##"), tokenOf("[SEP]", TokenKind::Separator)};
    const CharacterIds ids = characterIdsOf(encoding, "", std::nullopt, letters());
    QCOMPARE(ids.starts, (std::vector<std::int64_t>{0, 2, 4, 6, 9}));
    QCOMPARE(ids.ends, (std::vector<std::int64_t>{0, 2, 4, 7, 9}));
    QCOMPARE(ids.characters.size(), std::size_t{30});
    QCOMPARE(ids.cutTokens, std::size_t{0});
}

void CharactersTest::budgetOverflowPointsAtTheLastPlace() {
    Encoding encoding;
    encoding.tokens = {tokenOf("abcabcabcabcabc"), tokenOf("a")};
    const CharacterIds ids = characterIdsOf(encoding, "", std::nullopt, letters());
    QCOMPARE(ids.characters.size(), std::size_t{12});
    QCOMPARE(ids.starts, (std::vector<std::int64_t>{0, 11}));
    QCOMPARE(ids.ends, (std::vector<std::int64_t>{11, 11}));
    QCOMPARE(ids.cutTokens, std::size_t{2});
    const CharacterIds none = characterIdsOf({}, "", std::nullopt, letters());
    QVERIFY(none.characters.empty() && none.starts.empty());
}

void CharactersTest::byteLevelPieces() {
    Encoding encoding;
    encoding.tokens = {tokenOf("\u0120ab"), tokenOf("\u00C3", TokenKind::Byte)};
    const CharacterIds ids = characterIdsOf(encoding, "", std::nullopt, letters());
    const std::vector<std::int64_t> begin(ids.characters.begin(), ids.characters.begin() + 6);
    QCOMPARE(begin, (std::vector<std::int64_t>{4, 1, 2, 0, 5, 0}));
}

QTEST_GUILESS_MAIN(CharactersTest)
#include "characters_test.moc"
