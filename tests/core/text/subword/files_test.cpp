#include "core/text/normalize/charsmap.h"
#include "core/text/sentencepiece/modelfile.h"
#include "core/text/sentencepiece/wire.h"
#include "tests/core/text/subword/subwordfixtures.h"

#include <QTest>

#include <bit>
#include <limits>

using namespace vitrine;
using namespace vitrine::tests;

/// What is refused of `.model` files and of pipelines in tokenizer.json, and what is said about it;
/// T5's folder with a `.model`; CLIP and GPT from two files.
class SubwordFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensASmallModel();
    void refusesModels_data();
    void refusesModels();
    void refusesEveryCut();
    void refusesCharsmaps_data();
    void refusesCharsmaps();
    void charsmapLeadsNowhere();
    void refusesPipelines_data();
    void refusesPipelines();
    void t5Folder();
    void t5PrefixOfTheFirstGapAlone();
    void otherFamiliesWithAModelAreNamed();
    void twoFilesAsTokenizerJson_data();
    void twoFilesAsTokenizerJson();
    void clipTells77();
    void clipNeedsItsTokens();
};

namespace {

std::string wireFloat(std::uint32_t number, float value) {
    std::string bytes = wireNumber(number, 0);
    bytes.pop_back();
    bytes.back() = static_cast<char>(bytes.back() | 5);
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (int shift = 0; shift < 32; shift += 8) {
        bytes.push_back(static_cast<char>(bits >> shift & 0xFF));
    }
    return bytes;
}

std::string piece(std::string_view text, float score, std::uint64_t type) {
    return wireBytes(1, wireBytes(1, text) + wireFloat(2, score) + wireNumber(3, type));
}

std::string unknownPiece() {
    return piece("<unk>", 0, 2);
}

std::string smallModel() {
    return unknownPiece() + piece("</s>", 0, 3) + piece("\u2581", -1, 1) + piece("a", -2, 1) +
           piece("\u2581ab", -1.5F, 1) + piece("b", -3, 1);
}

void checkRefused(const Outcome<TokenizerPointer>& opened, const QByteArray& words) {
    QVERIFY(opened.failed());
    const QByteArray said = QByteArray::fromStdString(opened.problem().text());
    QVERIFY2(said.contains(words), said.constData());
    QVERIFY(!opened.problem().where.empty() && !opened.problem().advice.empty());
}

std::vector<std::string> piecesOf(const text::Tokenizer& tokenizer, std::string_view text) {
    std::vector<std::string> pieces;
    for (const text::Token& token : tokenizer.encode(text, std::nullopt, {}).tokens) {
        pieces.push_back(token.text);
    }
    return pieces;
}

/// A double array of the units and a pool.
std::string charsmapOf(const std::vector<std::uint32_t>& units, std::string_view pool) {
    std::string bytes;
    const auto put = [&](std::uint32_t value) {
        for (int shift = 0; shift < 32; shift += 8) {
            bytes.push_back(static_cast<char>(value >> shift & 0xFF));
        }
    };
    put(static_cast<std::uint32_t>(units.size() * 4));
    for (const std::uint32_t unit : units) {
        put(unit);
    }
    return bytes.append(pool);
}

} // namespace

void SubwordFilesTest::opensASmallModel() {
    const auto opened = openContent(smallModel(), "small.model");
    QVERIFY2(opened.failed(), "a folder needs a known name");
    const auto known = openContent(smallModel(), "spiece.model");
    QVERIFY2(known.ok(), known.ok() ? "" : known.problem().text().c_str());
    QCOMPARE(piecesOf(**known, " ab  a\xFF"),
             (std::vector<std::string>{"\u2581ab", "\u2581", "a", "<unk>"}));
    QCOMPARE((*known)->decode({4, 2, 3}), std::string("ab a"));
}

void SubwordFilesTest::refusesModels_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const std::string& bytes, const char* says) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(says);
    };
    const std::string endless(20, '\xFF');
    row("no bytes", "", "no unknown piece");
    row("text", "This is a text file.\n", "broken");
    row("endless varint", smallModel() + endless, "broken");
    row("endless length", smallModel() + "\x0A" + endless, "broken");
    row("length beyond the end", smallModel() + "\x0A\x7F", "broken");
    row("field 0", smallModel() + std::string("\x02\x00", 2), "broken");
    row("group", smallModel() + "\x0B", "broken");
    row("piece is a number", smallModel() + wireNumber(1, 3), "broken");
    row("text is a number", smallModel() + wireBytes(1, wireNumber(1, 3)), "broken");
    row("piece no UTF-8", smallModel() + piece("\xE2\x82", 0, 1), "broken");
    row("piece empty", smallModel() + piece("", 0, 1), "empty");
    row("piece with NUL", smallModel() + piece(std::string("a\0b", 3), 0, 1), "NUL");
    row("piece twice", smallModel() + piece("a", 0, 1), "stands twice");
    row("score NaN", smallModel() + piece("x", std::numeric_limits<float>::quiet_NaN(), 1),
        "broken");
    row("score infinite", smallModel() + piece("x", std::numeric_limits<float>::infinity(), 1),
        "broken");
    row("type 0", smallModel() + piece("x", 0, 0), "broken");
    row("type 99", smallModel() + piece("x", 0, 99), "broken");
    row("no unknown", piece("a", 0, 1), "no unknown piece");
    row("unknown twice", smallModel() + piece("<u>", 0, 2), "two unknown");
    row("byte without fallback", smallModel() + piece("<0x41>", 0, 6), "no byte fallback");
    row("255 bytes too few", smallModel() + piece("<0x41>", 0, 6) + wireBytes(2, wireNumber(35, 1)),
        "1 byte pieces instead of 256");
    row("byte of three digits",
        smallModel() + piece("<0x414>", 0, 6) + wireBytes(2, wireNumber(35, 1)), "spells no byte");
    row("kind word", smallModel() + wireBytes(2, wireNumber(3, 3)), "not supported (3)");
    row("kind absurd", smallModel() + wireBytes(2, wireNumber(3, ~0ULL)), "not supported (-1)");
    row("map cut short", smallModel() + wireBytes(3, wireBytes(2, "abc")), "cut short");
}

void SubwordFilesTest::refusesModels() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, says);
    checkRefused(openContent(bytes.toStdString(), "spiece.model"), says);
}

void SubwordFilesTest::refusesEveryCut() {
    const std::string whole = smallModel();
    std::size_t opened = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        opened += text::readSentencePieceModel(whole.substr(0, size), "cut").ok() ? 1 : 0;
    }
    QCOMPARE(opened, std::size_t{5}); // between two pieces, once the unknown one is there
}

void SubwordFilesTest::refusesCharsmaps_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const std::string& bytes) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    row("three bytes", "abc");
    row("size beyond the end", std::string("\xF0\xFF\xFF\xFF", 4) + "abcd");
    row("size no multiple of 4", std::string("\x03\0\0\0", 4) + "abcdefgh");
    row("size 0", std::string("\0\0\0\0", 4) + std::string("a\0", 2));
    row("no pool", charsmapOf({0}, ""));
    row("pool without end", charsmapOf({0}, "ab"));
    row("pool no UTF-8", charsmapOf({0}, std::string("\xE2\x82\0", 3)));
}

void SubwordFilesTest::refusesCharsmaps() {
    QFETCH(QByteArray, bytes);
    const auto map = text::Charsmap::make(bytes.toStdString(), "test");
    QVERIFY(map.failed());
    QVERIFY(!map.problem().what.empty() && !map.problem().advice.empty());
}

void SubwordFilesTest::charsmapLeadsNowhere() {
    constexpr std::uint32_t kLeaf = 1U << 8;
    // Unit 97 is 'a' with a leaf; the leaf's value or place lies outside, or inside a character.
    const std::string pool("\u00E9\0", 3);
    std::vector<std::uint32_t> units(256, 0);
    for (const std::uint32_t value : {3U, 0x7FFFFFFFU, 1U}) {
        units['a'] = kLeaf | 'a' | 1U << 10;
        units['a' ^ 1] = value;
        const auto map = text::Charsmap::make(charsmapOf(units, pool), "test");
        QVERIFY(map.ok());
        QCOMPARE(map->longest("ab").bytes, std::size_t{0});
    }
    units['a'] = kLeaf | 'a' | 0x1FFFFFU << 10;
    const auto away = text::Charsmap::make(charsmapOf(units, pool), "test");
    QVERIFY(away.ok());
    QCOMPARE(away->longest("ab").bytes, std::size_t{0});
    units['a'] = kLeaf | 'a' | 1U << 10;
    units['a' ^ 1] = 0;
    const auto good = text::Charsmap::make(charsmapOf(units, pool), "test");
    QCOMPARE(good->longest("ab").bytes, std::size_t{1});
    QCOMPARE(good->longest("ab").text, std::string_view("\u00E9"));
    QVERIFY(!good->leavesAscii('a') && good->leavesAscii('b'));
}

void SubwordFilesTest::refusesPipelines_data() {
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const char* patch, const char* says) {
        QTest::newRow(name) << QByteArray(patch) << QByteArray(says);
    };
    row("no vocabulary", R"({"model.vocab": null})", "vocabulary is missing");
    row("empty vocabulary", R"({"model.vocab": []})", "missing or empty");
    row("no score", R"({"model.vocab": [["a", 0], ["b"]]})", "Entry 1");
    row("score is text", R"({"model.vocab": [["a", "0"]]})", "Entry 0");
    row("piece twice", R"({"model.vocab": [["a", 0], ["a", 1]]})", "stands twice");
    row("no unknown", R"({"model.unk_id": null})", "no unknown token");
    row("unknown beyond", R"({"model.unk_id": 9999999})", "no unknown token");
    row("unknown below 0", R"({"model.unk_id": -1})", "no unknown token");
    row("normaliser", R"({"normalizer": {"type": "Nmt"}})", "normaliser \"Nmt\"");
    row("map no base64", R"({"normalizer": {"type": "Precompiled", "precompiled_charsmap": "?"}})",
        "no base64");
    row("map broken", R"({"normalizer": {"type": "Precompiled", "precompiled_charsmap": "AAAA"}})",
        "character map is cut short");
    row("pattern",
        R"({"normalizer": {"type": "Replace", "pattern": {"Regex": "(a+)+b"}, "content": ""}})",
        "(a+)+b");
    row("pattern empty",
        R"({"normalizer": {"type": "Replace", "pattern": {"String": ""}, "content": ""}})",
        "patterns of Replace");
    row("pre-tokenizer", R"({"pre_tokenizer": {"type": "Digits"}})", "pre-tokenizer \"Digits\"");
    row("mark of two characters",
        R"({"pre_tokenizer": {"type": "Metaspace", "replacement": "ab"}})", "not one character");
    row("scheme", R"({"pre_tokenizer": {"type": "Metaspace", "prepend_scheme": "last"}})",
        "none of always");
    row("scheme against the old switch", R"({"pre_tokenizer": {"type": "Metaspace",
        "prepend_scheme": "always", "add_prefix_space": false}})",
        "prepend_scheme");
    row("split pattern", R"({"pre_tokenizer": {"type": "Split", "pattern": {"Regex": "(x*)*"}}})",
        "(x*)*");
    row("decoder", R"({"decoder": {"type": "CTC"}})", "decoder \"CTC\"");
    row("decoder strips less than nothing",
        R"({"decoder": {"type": "Strip", "content": " ", "start": -1, "stop": 0}})", "strips");
}

void SubwordFilesTest::refusesPipelines() {
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, says);
    const Json golden = subwordGolden("unigram.json");
    const Json base = subwordFile(golden.find("entries")->array()->front());
    QVERIFY(openContent(base.dump()).ok());
    const auto json = parseJson(patch.toStdString(), "patch");
    QVERIFY(json.ok());
    checkRefused(openContent(patched(base, *json).dump()), says);
}

void SubwordFilesTest::t5Folder() {
    const auto opened = openFolder({{"spiece.model", subwordModel("unigram")},
                                    {"tokenizer_config.json", R"({"extra_ids": 10})"}});
    QVERIFY2(opened.ok(), opened.ok() ? "" : opened.problem().text().c_str());
    const text::Tokenizer& tokenizer = **opened;
    const auto size = static_cast<std::int64_t>(tokenizer.vocabularySize());
    QCOMPARE(tokenizer.idOf("<extra_id_0>"), std::optional<std::int64_t>(size - 1));
    QCOMPARE(tokenizer.idOf("<extra_id_9>"), std::optional<std::int64_t>(size - 10));
    QCOMPARE(tokenizer.idOf("<extra_id_10>"), std::nullopt);
    QCOMPARE(tokenizer.padId(), std::optional<std::int64_t>(0));
    const auto pieces = piecesOf(tokenizer, "the<extra_id_1> the");
    QCOMPARE(pieces, (std::vector<std::string>{"\u2581the", "<extra_id_1>", "\u2581the", "</s>"}));
    const auto pair = tokenizer.encode("the", "the", {}).tokens;
    QCOMPARE(pair.size(), std::size_t{4});
    QVERIFY(pair[1].special && pair[3].special && pair[3].id == 1);
}

void SubwordFilesTest::t5PrefixOfTheFirstGapAlone() {
    const auto opened = [](const char* config) {
        return *openFolder(
            {{"spiece.model", subwordModel("unigram")}, {"tokenizer_config.json", config}});
    };
    const std::string text = "the<extra_id_0>the";
    const auto always = piecesOf(*opened(R"({"tokenizer_class": "T5Tokenizer"})"), text);
    const auto first =
        piecesOf(*opened(R"({"tokenizer_class": "T5Tokenizer", "legacy": false})"), text);
    QCOMPARE(always.at(2), std::string("\u2581the"));
    QVERIFY(first.at(0) == "\u2581the" && first.at(2).rfind("\u2581", 0) != 0);
}

void SubwordFilesTest::otherFamiliesWithAModelAreNamed() {
    checkRefused(
        openFolder({{"spiece.model", subwordModel("unigram")},
                    {"tokenizer_config.json", R"({"tokenizer_class": "XLNetTokenizer"})"}}),
        "XLNetTokenizer");
    checkRefused(openFolder({{"spiece.model", subwordModel("unigram")},
                             {"tokenizer_config.json", R"({"extra_ids": 99999999})"}}),
                 "sentinels");
}

void SubwordFilesTest::twoFilesAsTokenizerJson_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("config");
    for (const char* name : {"clip", "gpt"}) {
        QTest::addRow("%s by its vocabulary", name) << QByteArray(name) << QByteArray("{}");
    }
    QTest::newRow("clip by name") << QByteArray("clip")
                                  << QByteArray(R"({"tokenizer_class": "CLIPTokenizer"})");
    QTest::newRow("gpt by name") << QByteArray("gpt")
                                 << QByteArray(R"({"tokenizer_class": "OpenAIGPTTokenizer"})");
}

/// transformers gives both of CLIP's tokens raw where it builds them from two files; the one text
/// that its tokenizer.json takes for a token only after lower-casing is left out.
void SubwordFilesTest::twoFilesAsTokenizerJson() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, config);
    const std::string file = name.toStdString();
    const auto opened = openFolder({{"vocab.json", subwordBytes(file + "-vocab.json")},
                                    {"merges.txt", subwordBytes(file + "-merges.txt")},
                                    {"tokenizer_config.json", config.toStdString()}});
    QVERIFY2(opened.ok(), opened.ok() ? "" : opened.problem().text().c_str());
    const Json golden = subwordGolden(file + ".json");
    std::vector<Case> cases = casesOf(*golden.find("entries")->array()->front().find("cases"));
    std::erase_if(cases, [](const Case& each) {
        return each.source.find("<|STARTOFTEXT|>") != std::string::npos;
    });
    QVERIFY(cases.size() >= 1000);
    QCOMPARE(differing(**opened, cases), std::size_t{0});
}

void SubwordFilesTest::clipTells77() {
    const Json golden = subwordGolden("clip.json");
    const Json& entry = golden.find("entries")->array()->front();
    const TokenizerPointer tokenizer = subwordTokenizer(entry);
    QCOMPARE(tokenizer->fileSettings().maxLength, std::optional<std::size_t>(77));
    QCOMPARE(tokenizer->padId(), tokenizer->idOf("<|endoftext|>"));
    text::EncodeOptions options;
    options.maxLength = 77;
    options.pad = true;
    const auto tokens = tokenizer->encode(std::string(500, '!'), std::nullopt, options).tokens;
    QCOMPARE(tokens.size(), std::size_t{77});
    QCOMPARE(tokens.front().text, std::string("<|startoftext|>"));
    QCOMPARE(tokens.back().text, std::string("<|endoftext|>"));
    QCOMPARE(tokenizer->decode({tokenizer->idOf("a</w>").value(), *tokenizer->idOf("a</w>")}),
             std::string("a a"));
}

void SubwordFilesTest::clipNeedsItsTokens() {
    checkRefused(openFolder({{"vocab.json", subwordBytes("gpt-vocab.json")},
                             {"merges.txt", subwordBytes("gpt-merges.txt")},
                             {"tokenizer_config.json", R"({"tokenizer_class": "CLIPTokenizer"})"}}),
                 "<|endoftext|>");
}

QTEST_GUILESS_MAIN(SubwordFilesTest)
#include "files_test.moc"
