#include "tests/core/text/fixtures.h"

#include "core/text/vocabulary/bytealphabet.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include <sys/stat.h>

using namespace vitrine;
using namespace vitrine::tests;

/// Every form of tokenizer file, and everything that is refused: with what is said about it.
class FilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesWordPiece_data();
    void refusesWordPiece();
    void refusesBytePairs_data();
    void refusesBytePairs();
    void refusesDeepJson();
    void refusesPlaces();
    void refusesHugeFile();
    void refusesVocabularyText();
    void refusesMergesText();
    void warnsOfHoles();
    void warnsOfDropout();
    void readsMergesAsPairs();
    void readsModelsWithoutType();
    void readsSequences();
    void vocabularyTextTakesTheLastOfTwo();
    void vocabularyTextJudgesTheCase();
    void configNamesTokens();
    void namesOfFilesDecide();
};

namespace {

const std::string kWordPiece = R"({
  "version": "1.0", "truncation": null, "padding": null,
  "added_tokens": [{"id": 1, "content": "[CLS]", "special": true, "normalized": false},
                   {"id": 2, "content": "[SEP]", "special": true, "normalized": false}],
  "normalizer": {"type": "BertNormalizer", "lowercase": true},
  "pre_tokenizer": {"type": "BertPreTokenizer"},
  "post_processor": {"type": "TemplateProcessing",
    "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
               {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
    "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
    "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [1], "tokens": ["[CLS]"]},
                       "[SEP]": {"id": "[SEP]", "ids": [2], "tokens": ["[SEP]"]}}},
  "decoder": {"type": "WordPiece"},
  "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "##b": 4}}
})";

std::string byteVocabulary() {
    std::string json;
    for (int byte = 0; byte < 256; ++byte) {
        const std::string piece = text::spellBytes(std::string(1, static_cast<char>(byte)));
        json += std::string(byte == 0 ? "\"" : ",\"") +
                (piece == "\"" || piece == "\\" ? "\\" : "") + piece + "\":" + std::to_string(byte);
    }
    return json + ",\"ab\":256,\"abc\":257";
}

std::string bytePairs() {
    return R"({"version": "1.0", "added_tokens": [], "normalizer": null,
  "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
  "post_processor": null, "decoder": {"type": "ByteLevel"},
  "model": {"type": "BPE", "dropout": null, "unk_token": null, "vocab": {)" +
           byteVocabulary() + R"(}, "merges": ["a b", "ab c"]}})";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
        throw std::logic_error("the fixture lacks " + from);
    }
    return text.replace(at, from.size(), to);
}

void checkRefused(const Outcome<TokenizerPointer>& opened, const QByteArray& words) {
    QVERIFY(opened.failed());
    const QByteArray said = QByteArray::fromStdString(opened.problem().text());
    QVERIFY2(said.contains(words), said.constData());
    QVERIFY(!opened.problem().where.empty() && !opened.problem().advice.empty());
}

std::int64_t firstId(const TokenizerPointer& tokenizer, std::string_view text) {
    text::EncodeOptions options;
    options.addSpecial = false;
    return tokenizer->encode(text, std::nullopt, options).tokens.at(0).id;
}

} // namespace

void FilesTest::refusesWordPiece_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const char* from, const char* to, const char* says) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(says);
    };
    row("version", R"("1.0")", R"("2.0")", "version 1.0");
    row("no version", R"("version": "1.0",)", "", "version 1.0");
    row("cut short", R"("##b": 4}})", R"("##b": 4)", "tokenizer.json");
    row("normaliser", "BertNormalizer", "Precompiled", "normaliser \"Precompiled\"");
    row("pre-tokenizer", "BertPreTokenizer", "Metaspace", "pre-tokenizer \"Metaspace\"");
    row("model", R"("type": "WordPiece", "unk)", R"("type": "WordLevel", "unk)",
        "model \"WordLevel\"");
    row("decoder", R"({"type": "WordPiece"})", R"({"type": "Strip"})", "decoder \"Strip\"");
    row("post-processor", "TemplateProcessing", "Unheard", "post-processor \"Unheard\"");
    row("component without type", R"("type": "BertPreTokenizer")", "", "\"without type\"");
    row("no vocabulary", R"("vocab")", R"("words")", "vocabulary is missing");
    row("empty vocabulary", R"({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "##b": 4})", "{}",
        "vocabulary is missing or empty");
    row("id is text", R"("a": 3)", R"("a": "3")", "no whole number");
    row("id is a fraction", R"("a": 3)", R"("a": 3.5)", "no whole number");
    row("id below 0", R"("a": 3)", R"("a": -1)", "out of range");
    row("id of 2^31", R"("a": 3)", R"("a": 2147483648)", "out of range");
    row("id twice", R"("a": 3)", R"("a": 4)", "share an id");
    row("piece twice", R"("a": 3)", R"("a": 3, "a": 5)", "\"a\"");
    row("no unknown token", R"("[UNK]": 0)", R"("[XXX]": 0)", "lacks the unknown token [UNK]");
    row("limit 0", "100", "0", "limit of characters");
    row("limit below 0", "100", "-7", "limit of characters");
    row("switch is text", R"("lowercase": true)", R"("lowercase": "yes")", "true or false");
    row("added token empty", R"("content": "[CLS]")", R"("content": "")", "added token is empty");
    row("added id below 0", R"({"id": 1, "content")", R"({"id": -1, "content")", "out of range");
    row("added id taken", R"({"id": 1, "content")", R"({"id": 3, "content")",
        "id of another token");
    row("added id not its own", R"({"id": 1, "content")", R"({"id": 9, "content")", "two ids");
    row("added twice", R"({"id": 1, "content": "[CLS]")", R"({"id": 2, "content": "[SEP]")",
        "share an id");
    row("template's token missing", R"("special_tokens": {"[CLS]")",
        R"("special_tokens": {"[XXX]")", "special token [CLS]");
    row("template's token unknown", R"("ids": [1])", R"("ids": [77])", "with id 77");
    row("template's lists differ", R"("ids": [1])", R"("ids": [1, 2])", "special token [CLS]");
    row("template's type", R"({"id": "A", "type_id": 0}}, {"S)",
        R"({"id": "A", "type_id": -3}}, {"S)", "neither token nor sequence");
    row("template without A", R"({"Sequence": {"id": "A", "type_id": 0}},
               )",
        "", "must hold A");
    row("template with C", R"({"id": "B")", R"({"id": "C")", "A and B, not C");
    row("stride", R"("truncation": null)",
        R"("truncation": {"max_length": 8, "stride": 8, "strategy": "LongestFirst"})", "stride 8");
    row("stride below 0", R"("truncation": null)",
        R"("truncation": {"max_length": 8, "stride": -1})", "stride -1");
    row("padding to 0", R"("padding": null)",
        R"("padding": {"strategy": {"Fixed": 0}, "pad_id": 0})",
        "neither BatchLongest nor a length");
    row("not UTF-8", R"("##b")", "\"##\xFF\"", "tokenizer.json");
}

void FilesTest::refusesWordPiece() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, says);
    QVERIFY(openContent(kWordPiece).ok());
    checkRefused(openContent(replaced(kWordPiece, from.toStdString(), to.toStdString())), says);
}

void FilesTest::refusesBytePairs_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const char* from, const char* to, const char* says) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(says);
    };
    row("result missing", "\"ab c\"", "\"ab d\"", "Merge 2 names \"abd\"");
    row("part missing", "\"ab c\"", "\"a bcbcbcbcbcbcbcbc\"", "Merge 2 names \"bcbcbcbcbcbcbcbc\"");
    row("three parts", "\"ab c\"", "\"a b c\"", "Merge 2 has not exactly two parts");
    row("one part", "\"ab c\"", "\"abc\"", "Merge 2 has not exactly two parts");
    row("pair of three", "\"ab c\"", R"(["a", "b", "c"])", "Merge 2 has not exactly two parts");
    row("no merges", "merges", "nothing", "merges are missing");
    row("byte missing", "\"z\":122,", "", "byte 122 (z)");
    row("unknown token missing", R"("unk_token": null)", R"("unk_token": "<unk>")",
        "lacks the unknown token <unk>");
    row("suffix", R"("dropout": null)", R"("end_of_word_suffix": "</w>")", "endings of words");
    row("byte fallback", R"("dropout": null)", R"("byte_fallback": true)", "Byte fallback");
    row("dropout is text", R"("dropout": null)", R"("dropout": "much")", "dropout is no number");
    row("normaliser", R"("normalizer": null)", R"("normalizer": {"type": "NFC"})",
        "normaliser \"NFC\"");
    row("no pre-tokenizer", R"({"type": "ByteLevel", "add_prefix_space": false})", "null",
        "a piece for every byte");
    row("other pattern", R"({"type": "ByteLevel", "add_prefix_space": false})",
        R"({"type": "Split", "pattern": {"Regex": "(a+)+b"}, "behavior": "Isolated"})", "(a+)+b");
    row("decoder", R"("decoder": {"type": "ByteLevel"})", R"("decoder": {"type": "BPEDecoder"})",
        "decoder \"BPEDecoder\"");
}

void FilesTest::refusesBytePairs() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, says);
    QVERIFY(openContent(bytePairs()).ok());
    checkRefused(openContent(replaced(bytePairs(), from.toStdString(), to.toStdString())), says);
}

void FilesTest::refusesDeepJson() {
    checkRefused(openContent(std::string(100'000, '[')), "tokenizer.json");
    std::string nested = R"({"type": "BertNormalizer"})";
    for (int depth = 0; depth < 9; ++depth) {
        nested = R"({"type": "Sequence", "normalizers": [)" + nested + "]}";
    }
    const std::string normalizer = R"({"type": "BertNormalizer", "lowercase": true})";
    checkRefused(openContent(replaced(kWordPiece, normalizer, nested)), "deeper than 8");
    std::string list = R"({"type": "Sequence", "processors": [)";
    for (int i = 0; i < 65; ++i) {
        list += std::string(i > 0 ? "," : "") + R"({"type": "ByteLevel"})";
    }
    checkRefused(openContent(replaced(bytePairs(), R"("post_processor": null)",
                                      R"("post_processor": )" + list + "]}")),
                 "longer than 64");
}

void FilesTest::refusesPlaces() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    checkRefused(text::openTokenizer(path), "No tokenizer is here");
    checkRefused(text::openTokenizer(path / "missing"), "not there");
    std::filesystem::create_directory(path / "tokenizer.json");
    checkRefused(text::openTokenizer(path), "tokenizer.json");
    QCOMPARE(::mkfifo((path / "vocab.txt").c_str(), 0600), 0);
    checkRefused(text::openTokenizer(path / "vocab.txt"), "vocab.txt");
    checkRefused(openContent(""), "tokenizer.json");
    checkRefused(openContent("{}", "vocab.json"), "No tokenizer is here");
}

void FilesTest::refusesHugeFile() {
    const QTemporaryDir folder;
    for (const char* name : {"tokenizer.json", "vocab.txt"}) {
        const std::filesystem::path path =
            std::filesystem::path(folder.path().toStdString()) / name;
        std::ofstream(path) << '{';
        std::filesystem::resize_file(path, std::uintmax_t{4} << 30);
        checkRefused(text::openTokenizer(path), name);
        std::filesystem::remove(path);
    }
}

void FilesTest::refusesVocabularyText() {
    checkRefused(openContent("[UNK]\n[CLS]\n[SEP]\n\xFF\xFE\n", "vocab.txt"), "not UTF-8");
    checkRefused(openContent("[UNK]\n[CLS]\na\n", "vocab.txt"), "special token [SEP]");
    checkRefused(openContent("", "vocab.txt"), "special token [UNK]");
    checkRefused(openFolder({{"vocab.txt", "[UNK]\n[CLS]\n[SEP]\n"},
                             {"tokenizer_config.json", R"({"do_lower_case": 1})"}}),
                 "true or false");
    checkRefused(openFolder({{"vocab.txt", "[UNK]\n[CLS]\n[SEP]\n"},
                             {"tokenizer_config.json", R"({"cls_token": "<s>"})"}}),
                 "special token <s>");
}

void FilesTest::refusesMergesText() {
    const std::string vocabulary = "{" + byteVocabulary() + "}";
    const auto merges = [&](const char* lines) {
        return openFolder({{"vocab.json", vocabulary}, {"merges.txt", lines}});
    };
    QVERIFY(merges("#version: 0.2\na b\nab c\n").ok());
    QVERIFY(merges("a b\r\nab c").ok());
    checkRefused(merges("a b\nab\n"), "line 2");
    checkRefused(merges("a b\n# comment here\n"), "line 2");
    checkRefused(merges("a b\nab d\n"), "Merge 2");
    checkRefused(openFolder({{"encoder.json", "[]"}, {"vocab.bpe", ""}}), "vocabulary is missing");
}

void FilesTest::warnsOfHoles() {
    const auto opened = openContent(replaced(kWordPiece, "\"##b\": 4", "\"##b\": 10"));
    QVERIFY(opened.ok());
    QCOMPARE((*opened)->vocabularySize(), std::size_t{11});
    QCOMPARE((*opened)->warnings().size(), std::size_t{1});
    QVERIFY((*opened)->warnings().front().find("6 of the ids below 11") != std::string::npos);
    QVERIFY(!(*opened)->pieceOf(7));
}

void FilesTest::warnsOfDropout() {
    const auto opened =
        openContent(replaced(bytePairs(), R"("dropout": null)", R"("dropout": 0.1)"));
    QVERIFY(opened.ok());
    QCOMPARE((*opened)->warnings().size(), std::size_t{1});
}

void FilesTest::readsMergesAsPairs() {
    const auto opened =
        openContent(replaced(bytePairs(), R"(["a b", "ab c"])", R"([["a", "b"], ["ab", "c"]])"));
    QVERIFY(opened.ok());
    QCOMPARE(firstId(*opened, "abc"), std::int64_t{257});
    // A merge may hold a space or a hash: only the pair form can say the first.
    std::string file = replaced(bytePairs(), R"("merges": ["a b", "ab c"])",
                                R"("merges": [["a ", "b"], ["#", "#"]])");
    file = replaced(file, R"("ab":256)", R"("ab":256,"a ":258,"a b":259,"##":260)");
    const auto spaced = openContent(file);
    QVERIFY2(spaced.ok(), spaced.ok() ? "" : spaced.problem().text().c_str());
    QCOMPARE(firstId(*spaced, "##"), std::int64_t{260});
}

void FilesTest::readsModelsWithoutType() {
    const auto pieces =
        openContent(replaced(kWordPiece, R"("type": "WordPiece", "unk)", R"("unk)"));
    QVERIFY(pieces.ok());
    QCOMPARE((*pieces)->kind(), std::string("WordPiece"));
    const auto pairs = openContent(replaced(bytePairs(), R"("type": "BPE", )", ""));
    QVERIFY(pairs.ok());
    QCOMPARE((*pairs)->kind(), std::string("byte-level BPE"));
}

void FilesTest::readsSequences() {
    const auto opened = openContent(
        replaced(kWordPiece, R"({"type": "BertNormalizer", "lowercase": true})",
                 R"({"type": "Sequence", "normalizers": [{"type": "BertNormalizer"}]})"));
    QVERIFY(opened.ok());
    QCOMPARE(firstId(*opened, "A"), std::int64_t{3});
}

void FilesTest::vocabularyTextTakesTheLastOfTwo() {
    const auto opened = openContent("[UNK]\n[CLS]\n[SEP]\na\nb  \na\n", "vocab.txt");
    QVERIFY(opened.ok());
    QCOMPARE((*opened)->idOf("a"), std::optional<std::int64_t>(5));
    QCOMPARE((*opened)->idOf("b"), std::optional<std::int64_t>(4));
    QVERIFY(!(*opened)->pieceOf(3));
}

void FilesTest::vocabularyTextJudgesTheCase() {
    const auto cased = openContent("[UNK]\n[CLS]\n[SEP]\na\nA\n", "vocab.txt");
    QCOMPARE(firstId(*cased, "A"), std::int64_t{4});
    const auto uncased = openContent("[UNK]\n[CLS]\n[SEP]\na\n", "vocab.txt");
    QCOMPARE(firstId(*uncased, "A"), std::int64_t{3});
    const auto told = openFolder({{"vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\nA\n"},
                                  {"tokenizer_config.json", R"({"do_lower_case": true})"}});
    QCOMPARE(firstId(*told, "A"), std::int64_t{3});
    QVERIFY((*told)->warnings().empty());
}

void FilesTest::configNamesTokens() {
    const auto opened = openFolder(
        {{"vocab.txt", "<unk>\n<s>\n</s>\n<pad>\na\n"},
         {"tokenizer_config.json",
          R"({"do_lower_case": true, "unk_token": "<unk>", "cls_token": {"content": "<s>"},
              "sep_token": "</s>", "pad_token": "<pad>"})"}});
    QVERIFY2(opened.ok(), opened.ok() ? "" : opened.problem().text().c_str());
    const auto tokens = (*opened)->encode("a b", std::nullopt, {}).tokens;
    QCOMPARE(tokens.size(), std::size_t{4});
    QCOMPARE(tokens.front().text, std::string("<s>"));
    QCOMPARE(tokens[2].kind, TokenKind::Unknown);
    QCOMPARE((*opened)->padId(), std::optional<std::int64_t>(3));
}

void FilesTest::namesOfFilesDecide() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    std::ofstream(path / "vocab.json") << "{" + byteVocabulary() + "}";
    std::ofstream(path / "merges.txt") << "a b\n";
    std::ofstream(path / "mine.json") << kWordPiece;
    std::ofstream(path / "mine.txt") << "[UNK]\n[CLS]\n[SEP]\n";
    QCOMPARE(openOrThrow(path / "merges.txt")->kind(), std::string("byte-level BPE"));
    QCOMPARE(openOrThrow(path / "vocab.json")->kind(), std::string("byte-level BPE"));
    QCOMPARE(openOrThrow(path)->kind(), std::string("byte-level BPE"));
    QCOMPARE(openOrThrow(path / "mine.json")->kind(), std::string("WordPiece"));
    QCOMPARE(openOrThrow(path / "mine.txt")->kind(), std::string("WordPiece"));
    std::ofstream(path / "tokenizer.json") << kWordPiece;
    QCOMPARE(openOrThrow(path)->kind(), std::string("WordPiece"));
}

QTEST_GUILESS_MAIN(FilesTest)
#include "files_test.moc"
