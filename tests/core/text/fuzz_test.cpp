
#include "core/base/files.h"
#include "core/text/vocabulary/bytealphabet.h"
#include "core/text/stages.h"
#include "tests/core/text/subword/subwordfixtures.h"
#include "tests/support/mutator.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace vitrine;
using namespace vitrine::tests;

/// Damaged tokenizer files: each is opened or refused with a Problem, and what opens encodes,
/// explains and decodes any text. Most telling under the sanitizers.
class FuzzTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tokenizerJson();
    void vocabularyText();
    void vocabularyAndMerges();
    void pipelines();
    void sentencePieceModel();
};

namespace {

std::string wordPiece() {
    return R"({"version": "1.0", "truncation": {"max_length": 9, "stride": 2},
"padding": {"strategy": {"Fixed": 8}, "pad_id": 0},
"added_tokens": [{"id": 1, "content": "[CLS]", "special": true, "lstrip": true},
 {"id": 9, "content": "<X>", "normalized": true, "rstrip": true, "single_word": true}],
"normalizer": {"type": "BertNormalizer", "clean_text": true, "strip_accents": null},
"pre_tokenizer": {"type": "BertPreTokenizer"},
"post_processor": {"type": "BertProcessing", "cls": ["[CLS]", 1], "sep": ["[SEP]", 2]},
"decoder": {"type": "WordPiece"}, "model": {"type": "WordPiece", "unk_token": "[UNK]",
"continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
"vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "##b": 4, "ab": 5, "##a": 6}}})";
}

std::string pieces() {
    std::string json;
    for (int byte = 0; byte < 256; ++byte) {
        const std::string piece = text::spellBytes(std::string(1, static_cast<char>(byte)));
        json += (piece == "\"" || piece == "\\" ? "\"\\" : "\"") + piece +
                "\":" + std::to_string(byte) + ",";
    }
    return "{" + json + R"("ab":256,"abc":257,"<s>":258,"</s>":259,"<mask>":260})";
}

std::string bytePairs() {
    return R"({"version": "1.0", "added_tokens": [{"id": 260, "content": "<mask>", "lstrip": true}],
"normalizer": null, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": true},
"post_processor": {"type": "RobertaProcessing", "cls": ["<s>", 258], "sep": ["</s>", 259],
"trim_offsets": true}, "decoder": {"type": "ByteLevel"}, "model": {"type": "BPE",
"unk_token": null, "ignore_merges": false, "merges": ["a b", ["ab", "c"]], "vocab": )" +
           pieces() + "}}";
}

/// Uses all of a tokenizer.
void exercise(const text::Tokenizer& tokenizer) {
    text::EncodeOptions options;
    options.maxLength = 7;
    options.pad = true;
    for (const char* source :
         {"", "abab [CLS] <X> \u00E9\u65E5 a<mask>\xFF", "  ab\n\tabc \xE2\x82"}) {
        const auto tokens = tokenizer.encode(source, "ab", options).tokens;
        std::vector<std::int64_t> ids;
        for (const text::Token& token : tokens) {
            QVERIFY(token.source.end <= std::string_view(source).size() || token.segment == 1);
            ids.push_back(token.id);
        }
        (void)tokenizer.decode(ids);
        (void)text::explain(tokenizer, source);
        (void)tokenizer.specialText(source);
    }
}

/// Opens mutated versions of a file that stands in `folder`, and answers how many opened.
int openMutated(const std::filesystem::path& file, Mutator mutator, int rounds) {
    int opened = 0;
    for (int round = 0; round < rounds; ++round) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << mutator.next();
        const auto tokenizer = text::openTokenizer(file.parent_path());
        if (tokenizer.ok()) {
            ++opened;
            exercise(**tokenizer);
        } else {
            const Problem& problem = tokenizer.problem();
            const bool told = !problem.what.empty() && !problem.where.empty();
            QTest::qVerify(told && !problem.advice.empty(), "a whole Problem", "", __FILE__,
                           __LINE__);
        }
    }
    return opened;
}

const std::vector<std::string> kWords{"null", "[]",         "{}",         "-1",
                                      "0",    "2147483647", "2147483648", "1e99",
                                      "\"\"", "Sequence",   "ByteLevel",  "BertNormalizer",
                                      "true", "\\u0000",    "##",         "[UNK]",
                                      " ",    "\n",         "a b",        "#version"};

} // namespace

void FuzzTest::tokenizerJson() {
    const QTemporaryDir folder;
    const std::filesystem::path file =
        std::filesystem::path(folder.path().toStdString()) / "tokenizer.json";
    const int opened = openMutated(file, Mutator(1, {wordPiece(), bytePairs()}, kWords), 3000);
    QVERIFY(opened > 50);
}

void FuzzTest::vocabularyText() {
    const QTemporaryDir folder;
    const std::filesystem::path file =
        std::filesystem::path(folder.path().toStdString()) / "vocab.txt";
    const std::string text = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n##b\nab\n\u00E9\n\u65E5\n";
    QVERIFY(openMutated(file, Mutator(2, {text}, kWords), 1500) > 100);
}

void FuzzTest::vocabularyAndMerges() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    std::ofstream(path / "vocab.json") << pieces();
    const std::string merges = "#version: 0.2\na b\nab c\n";
    QVERIFY(openMutated(path / "merges.txt", Mutator(3, {merges}, kWords), 1000) > 100);
    std::ofstream(path / "merges.txt") << merges;
    QVERIFY(openMutated(path / "vocab.json", Mutator(4, {pieces()}, kWords), 1000) > 10);
}

/// Small files of the sub-word families.
void FuzzTest::pipelines() {
    const std::string unigram = R"({"version": "1.0", "added_tokens": [{"id": 0, "content": "<unk>"}],
"normalizer": {"type": "Sequence", "normalizers": [{"type": "Replace", "pattern": {"Regex": " {2,}"},
"content": "\u2581"}, {"type": "NFKD"}, {"type": "StripAccents"}, {"type": "NFC"}, {"type": "Strip",
"strip_left": true, "strip_right": true}, {"type": "Prepend", "prepend": "\u2581"}]},
"pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "first",
"split": true}, "post_processor": null, "decoder": {"type": "Metaspace"}, "model": {"type": "Unigram",
"unk_id": 0, "byte_fallback": true, "vocab": [["<unk>", 0], ["\u2581", -1.5], ["a", -2], ["b", -3],
["\u2581ab", -2.5], ["<0xE2>", 0], ["<0x82>", 0]]}})";
    const std::string clip = R"({"version": "1.0", "added_tokens": [], "normalizer": {"type":
"Sequence", "normalizers": [{"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": "\\s+"},
"content": " "}, {"type": "Lowercase"}]}, "pre_tokenizer": {"type": "BertPreTokenizer"},
"decoder": {"type": "BPEDecoder", "suffix": "</w>"}, "model": {"type": "BPE", "unk_token": "<unk>",
"end_of_word_suffix": "</w>", "fuse_unk": true, "vocab": {"<unk>": 0, "a": 1, "b</w>": 2, "a</w>": 3,
"ab</w>": 4}, "merges": ["a b</w>"]}})";
    const std::string llama = R"({"version": "1.0", "added_tokens": [], "normalizer": null,
"pre_tokenizer": null, "decoder": {"type": "Sequence", "decoders": [{"type": "Replace", "pattern":
{"String": "\u2581"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip",
"content": " ", "start": 1, "stop": 0}]}, "model": {"type": "BPE", "unk_token": "<unk>",
"byte_fallback": true, "vocab": {"<unk>": 0, "a": 1, "b": 2, "ab": 3, "<0xFF>": 4},
"merges": ["a b"]}})";
    const QTemporaryDir folder;
    const std::filesystem::path file =
        std::filesystem::path(folder.path().toStdString()) / "tokenizer.json";
    for (const std::string& whole : {unigram, clip, llama}) {
        const auto made = openContent(whole);
        QVERIFY2(made.ok(), made.ok() ? "" : made.problem().text().c_str());
    }
    QVERIFY(openMutated(file, Mutator(5, {unigram, clip, llama}, kWords), 4000) > 50);
}

void FuzzTest::sentencePieceModel() {
    std::string model;
    const auto add = [&](std::string_view text, std::uint64_t type) {
        model += wireBytes(1, wireBytes(1, text) + wireNumber(3, type));
    };
    add("<unk>", 2);
    add("</s>", 3);
    add("<mask>", 4);
    for (const char* text : {"\u2581", "a", "b", "ab", "\u2581ab", "\u00E9", "c"}) {
        add(text, 1);
    }
    add("bc", 5);
    const std::string bpe = model + wireBytes(2, wireNumber(3, 2));
    const QTemporaryDir folder;
    const std::filesystem::path file =
        std::filesystem::path(folder.path().toStdString()) / "spiece.model";
    QVERIFY(openMutated(file, Mutator(6, {model, bpe}, kWords), 4000) > 200);
    const std::string mapped = model + wireBytes(3, wireBytes(2, subwordBytes("nmt_nfkc.bin")));
    QVERIFY(openMutated(file, Mutator(7, {mapped}, kWords), 300) > 20);
}

QTEST_GUILESS_MAIN(FuzzTest)
#include "fuzz_test.moc"
