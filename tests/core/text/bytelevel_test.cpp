#include "tests/core/text/fixtures.h"

#include "core/text/models/bpe.h"
#include "core/text/vocabulary/bytealphabet.h"
#include "core/text/models/mergequeue.h"
#include "core/text/pretokenize/bytelevelsplit.h"

#include "core/base/philox.h"

#include <QTest>

#include <set>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::text;

/// GPT-2's rules one by one, with the published examples.
class ByteLevelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void alphabet();
    void examples_data();
    void examples();
    void split_data();
    void split();
    void spansCoverWholeCharacters();
    void queueAndScanAgree();
    void cutPiecesAreTheWhole();
    void queueIsOrdered();
    void decodesToTheSameBytes();
    void kinds();
    void roberta();
    void noPadTokenNoPadding();
};

namespace {

EncodeOptions plain() {
    EncodeOptions options;
    options.addSpecial = false;
    return options;
}

std::vector<std::int64_t> idsOf(const Tokenizer& tokenizer, std::string_view text) {
    std::vector<std::int64_t> ids;
    for (const Token& token : tokenizer.encode(text, std::nullopt, plain()).tokens) {
        ids.push_back(token.id);
    }
    return ids;
}

/// The bare model of GPT-2's file.
Bpe gpt2Model() {
    const Json file = gpt2Base();
    std::vector<Vocabulary::Entry> entries;
    for (const auto& [piece, id] : *file.find("model")->find("vocab")->object()) {
        entries.push_back({piece, *id.integer()});
    }
    std::vector<Merge> merges;
    for (const Json& line : *file.find("model")->find("merges")->array()) {
        const std::string_view text = *line.string();
        merges.emplace_back(text.substr(0, text.find(' ')), text.substr(text.find(' ') + 1));
    }
    const auto vocabulary = std::make_shared<const Vocabulary>(*Vocabulary::make(entries, "test"));
    return *Bpe::make(vocabulary, merges, {}, "test");
}

} // namespace

void ByteLevelTest::alphabet() {
    QVERIFY(characterOfByte(0x20) == U'\u0120' && characterOfByte(0x0A) == U'\u010A');
    QVERIFY(characterOfByte(0x00) == U'\u0100' && characterOfByte('a') == U'a');
    std::set<char32_t> seen;
    for (int byte = 0; byte < 256; ++byte) {
        const char32_t code = characterOfByte(static_cast<unsigned char>(byte));
        QVERIFY(seen.insert(code).second);
        QCOMPARE(int(*byteOfCharacter(code)), byte);
    }
    QVERIFY(!byteOfCharacter(U' ') && !byteOfCharacter(U'\u0144') && !byteOfCharacter(U'\u00AD'));
    QCOMPARE(bytesOfPiece(spellBytes("\xFF a\n")), std::string("\xFF a\n"));
    QCOMPARE(bytesOfPiece("<\u3000>"), std::string("<\u3000>"));
}

void ByteLevelTest::examples_data() {
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QList<int>>("ids");
    const auto row = [](const char* source, QList<int> ids, int bytes = -1) {
        QTest::newRow(source) << QByteArray(source, bytes) << ids;
    };
    row("hello world", {31373, 995});
    row("hello <|endoftext|>", {31373, 220, 50256});
    row("hello  world", {31373, 220, 995});
    row("hello\n\nworld ", {31373, 198, 198, 6894, 220});
    row("don'T DON'T don't", {9099, 6, 51, 23917, 6, 51, 836, 470});
    row("\U0001F44D", {41840, 235});
    row("e\u0301", {68, 136, 223});
    row("\u00E9", {2634});
    row("\u65E5\u672C", {33768, 98, 17312, 105});
    row("\u00A0x", {1849, 87});
    row("a\0b", {64, 188, 65}, 3);
    row("00000000000000000", {8269, 10535, 830});
    row("'rer", {821, 81});
    row("today\n  \n", {40838, 198, 220, 220, 198});
    row("\uFFFD", {4210});
    row("", {});
}

void ByteLevelTest::examples() {
    QFETCH(QByteArray, source);
    QFETCH(QList<int>, ids);
    QCOMPARE(idsOf(*gpt2(), source.toStdString()),
             std::vector<std::int64_t>(ids.begin(), ids.end()));
}

void ByteLevelTest::split_data() {
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("pieces"); // | between them
    const auto row = [](const char* source, const char* pieces) {
        QTest::newRow(source) << QByteArray(source) << QByteArray(pieces);
    };
    row("a b", "a| b");
    row("a  b", "a| | b");
    row("a   ", "a|   ");
    row("a \n b", "a| \n| b");
    row("a\tb", "a|\t|b");
    row("it's 's", "it|'s| '|s");
    row("we'll'x", "we|'ll|'|x");
    row("x1 2y", "x|1| 2|y");
    row("\u00BD\u216B\u0663", "\u00BD\u216B\u0663");
    row(" !? a", " !?| a");
    row("\u3000\u3000a", "\u3000|\u3000|a");
    row("\u00E9a \u65E5", "\u00E9a| \u65E5");
    row("'", "'");
    row("'r", "'|r");
}

void ByteLevelTest::split() {
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, pieces);
    const std::string text = source.toStdString();
    QByteArray found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = byteLevelPieceEnd(text, at, text.size());
        QVERIFY(end > at);
        found +=
            (found.isEmpty() ? "" : "|") + QByteArray::fromStdString(text.substr(at, end - at));
        at = end;
    }
    QCOMPARE(found, pieces);
}

void ByteLevelTest::spansCoverWholeCharacters() {
    const auto tokens = gpt2()->encode("i\u2B62j", std::nullopt, plain()).tokens;
    const std::vector<Span> expected{{0, 1}, {1, 4}, {1, 4}, {1, 4}, {4, 5}};
    QCOMPARE(tokens.size(), expected.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        QVERIFY(tokens[i].source == expected[i]);
    }
}

void ByteLevelTest::queueAndScanAgree() {
    const Bpe bpe = gpt2Model();
    Random random(11);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes;
        const std::uint32_t letters = 1 + random.below(26);
        for (std::uint32_t left = 1 + random.below(200); left > 0; --left) {
            bytes.push_back(static_cast<char>('a' + random.below(letters)));
        }
        Bpe::Working scan;
        Bpe::Working queue;
        bpe.leaves(bytes, scan.symbols);
        bpe.leaves(bytes, queue.symbols);
        bpe.mergeByScan(scan);
        bpe.mergeByQueue(queue, nullptr);
        const bool same =
            std::equal(scan.symbols.begin(), scan.symbols.end(), queue.symbols.begin(),
                       queue.symbols.end(), [](const auto& a, const auto& b) {
                           return a.id == b.id && a.begin == b.begin && a.end == b.end;
                       });
        QVERIFY2(same, bytes.c_str());
    }
}

void ByteLevelTest::cutPiecesAreTheWhole() {
    // The encoder cuts long and foreign pieces where no token holds two bytes together. Among the
    // ideographs are those of the few tokens that hold several.
    const Bpe bpe = gpt2Model();
    const auto tokenizer = gpt2();
    QCOMPARE(idsOf(*tokenizer, "龍喚士"), (std::vector<std::int64_t>{33454}));
    QCOMPARE(idsOf(*tokenizer, "龍契士の魔"), (std::vector<std::int64_t>{39821, 34633}));
    const std::vector<std::string> characters{"龍", "喚", "士", "契", "の", "魔", "醒", "裏",
                                              "覚", "ー", "ク", "中", "文", "é", "ж", "a"};
    Random random(12);
    for (int round = 0; round < 5000; ++round) {
        std::string piece;
        for (std::uint32_t left = 1 + random.below(20); left > 0; --left) {
            piece += characters[random.below(static_cast<std::uint32_t>(characters.size()))];
        }
        Bpe::Working whole;
        bpe.leaves(piece, whole.symbols);
        bpe.mergeByQueue(whole, nullptr);
        std::vector<std::int64_t> expected;
        for (const Bpe::Symbol& symbol : whole.symbols) {
            expected.push_back(symbol.id);
        }
        QVERIFY2(idsOf(*tokenizer, piece) == expected, piece.c_str());
    }
}

void ByteLevelTest::queueIsOrdered() {
    Random random(3);
    MergeQueue queue;
    for (const std::size_t ranks : {1, 64, 65, 5000, 5000, 300'000}) {
        queue.reset(ranks);
        std::set<std::tuple<std::int32_t, std::uint32_t, int>> expected;
        for (int step = 0; step < 4000; ++step) {
            if (expected.empty() || random.below(3) > 0) {
                const auto rank =
                    static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(ranks)));
                const std::uint32_t place = random.below(1000);
                queue.push({rank, place});
                expected.emplace(rank, place, step);
            } else {
                const MergeQueue::Item item = queue.pop();
                QCOMPARE(item.rank, std::get<0>(*expected.begin()));
                QCOMPARE(item.place, std::get<1>(*expected.begin()));
                expected.erase(expected.begin());
            }
            QCOMPARE(queue.empty(), expected.empty());
        }
    }
}

void ByteLevelTest::decodesToTheSameBytes() {
    const auto tokenizer = gpt2();
    for (const std::string& text : randomTexts(21, 2000)) {
        const auto encoding = tokenizer->encode(text, std::nullopt, plain());
        if (encoding.invalid.empty()) {
            QCOMPARE(tokenizer->decode(idsOf(*tokenizer, text)), text);
        }
    }
    QCOMPARE(tokenizer->decode({41840}), std::string("\xF0\x9F\x91")); // bytes are kept
}

void ByteLevelTest::kinds() {
    const auto tokens = gpt2()->encode("ab \U0001F44D<|endoftext|>", std::nullopt, plain()).tokens;
    QCOMPARE(tokens.front().kind, TokenKind::Piece);
    QCOMPARE(tokens[tokens.size() - 2].kind, TokenKind::Byte);
    QCOMPARE(tokens.back().kind, TokenKind::Special);
}

void ByteLevelTest::roberta() {
    const std::string files[] = {R"({"<s>":0,"<pad>":1,"</s>":2,"<unk>":3,"<mask>":260)",
                                 R"(,"he":261,"lo":262})"};
    std::string vocabulary = files[0];
    for (int byte = 0; byte < 256; ++byte) {
        const std::string piece = spellBytes(std::string(1, static_cast<char>(byte)));
        vocabulary += ",\"" + std::string(piece == "\"" || piece == "\\" ? "\\" : "") + piece +
                      "\":" + std::to_string(byte + 4);
    }
    vocabulary += files[1];
    const auto opened =
        openFolder({{"vocab.json", vocabulary}, {"merges.txt", "#version: 0.2\nh e\nl o\n"}});
    QVERIFY2(opened.ok(), opened.ok() ? "" : opened.problem().text().c_str());
    const auto tokens = (*opened)->encode("hello  <mask>", "x", {}).tokens;
    std::vector<std::int64_t> ids;
    for (const Token& token : tokens) {
        ids.push_back(token.id);
        QCOMPARE(token.type, 0);
    }
    const std::vector<std::int64_t> expected{0, 261, 'l' + 4, 262, 260, 2, 2, 'x' + 4, 2};
    QCOMPARE(ids, expected);
    QVERIFY((tokens[4].source == Span{7, 13})); // takes the spaces, which are then trimmed
    QCOMPARE((*opened)->padId(), std::optional<std::int64_t>(1));
    QCOMPARE(tokens[0].kind, TokenKind::Class);
    QCOMPARE(tokens[5].kind, TokenKind::Separator);
}

void ByteLevelTest::noPadTokenNoPadding() {
    EncodeOptions options;
    options.maxLength = 5;
    options.pad = true;
    QVERIFY(!gpt2()->padId());
    QCOMPARE(gpt2()->encode("hello world", std::nullopt, options).tokens.size(), std::size_t{2});
    QCOMPARE(gpt2()->vocabularySize(), std::size_t{50257});
    QCOMPARE(gpt2()->idOf("\u0120world"), std::optional<std::int64_t>(995));
    QVERIFY(!gpt2()->idOf("no such piece") && !gpt2()->pieceOf(50257));
}

QTEST_GUILESS_MAIN(ByteLevelTest)
#include "bytelevel_test.moc"
