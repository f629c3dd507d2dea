#include "core/text/models/unigram.h"
#include "tests/core/text/subword/subwordfixtures.h"

#include <QTest>

#include <algorithm>

using namespace vitrine;
using namespace vitrine::tests;

/// One rule of each sub-word family turned at a time: its golden must notice.
class SubwordAbleToFailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pipelines_data();
    void pipelines();
    void models_data();
    void models();
    void sumsOfTheOtherLibrary();
};

namespace {

std::size_t wrongIn(const Json& entry, const TokenizerPointer& tokenizer) {
    return differing(*tokenizer, casesOf(*entry.find("cases")));
}

} // namespace

void SubwordAbleToFailTest::pipelines_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("patch");
    const auto row = [](const char* name, const char* file, const char* patch) {
        QTest::newRow(name) << QByteArray(file) << QByteArray(patch);
    };
    row("Unigram: no map", "unigram.json", R"({"normalizer": null})");
    row("Unigram: NFKC for the map", "unigram.json", R"({"normalizer": {"type": "NFKC"}})");
    row("Unigram: white space kept", "unigram.json", R"({"pre_tokenizer": {"type": "Metaspace"}})");
    row("Unigram: no prefix", "unigram.json", R"({"pre_tokenizer": {"type": "Sequence",
        "pretokenizers": [{"type": "WhitespaceSplit"},
                          {"type": "Metaspace", "prepend_scheme": "never"}]}})");
    row("Unigram: prefix of the first", "unigram.json", R"({"pre_tokenizer": {"type": "Sequence",
        "pretokenizers": [{"type": "WhitespaceSplit"},
                          {"type": "Metaspace", "prepend_scheme": "first"}]}})");
    row("Unigram: other unknown", "unigram.json", R"({"model.unk_id": 1})");
    row("CLIP: case kept", "clip.json", R"({"normalizer": {"type": "NFC"}})");
    row("CLIP: not composed", "clip.json", R"({"normalizer": {"type": "Lowercase"}})");
    row("CLIP: no ending", "clip.json",
        R"({"model.end_of_word_suffix": null, "decoder": {"type": "ByteLevel"}})");
    row("CLIP: no merges", "clip.json", R"({"model.merges": []})");
    row("GPT: case kept", "gpt.json", R"({"normalizer": {"type": "BertNormalizer",
        "lowercase": false}})");
    row("GPT: no ending", "gpt.json", R"({"model.end_of_word_suffix": null})");
    row("GPT: unknown fused", "gpt.json", R"({"model.fuse_unk": true})");
    row("Llama: no byte fallback", "llama.json", R"({"model.byte_fallback": false})");
    row("Llama: no prefix", "llama.json",
        R"({"normalizer": {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}})");
    row("Llama: split", "llama.json",
        R"({"normalizer": null, "pre_tokenizer": {"type": "Metaspace"}})");
}

void SubwordAbleToFailTest::pipelines() {
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, patch);
    const Json golden = subwordGolden(file.toStdString());
    const Json& entry = golden.find("entries")->array()->front();
    const auto json = parseJson(patch.toStdString(), "patch");
    QVERIFY(json.ok());
    const auto opened = openContent(patched(subwordFile(entry), *json).dump());
    QVERIFY2(opened.ok(), opened.ok() ? "" : opened.problem().text().c_str());
    QCOMPARE(wrongIn(entry, subwordTokenizer(entry)), std::size_t{0});
    QVERIFY(wrongIn(entry, *opened) > 0);
}

void SubwordAbleToFailTest::models_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("flags");
    for (const char* file : {"sentencepiece-unigram.json", "sentencepiece-bpe.json"}) {
        for (const char* flags :
             {R"({"add_dummy_prefix": false})", R"({"remove_extra_whitespaces": false})",
              R"({"escape_whitespaces": false})", R"({"precompiled_charsmap": ""})",
              R"({"treat_whitespace_as_suffix": true})"}) {
            QTest::addRow("%s %s", file, flags) << QByteArray(file) << QByteArray(flags);
        }
    }
}

void SubwordAbleToFailTest::models() {
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, flags);
    const Json golden = subwordGolden(file.toStdString());
    Json entry = golden.find("entries")->array()->front();
    entry.set("flags", *parseJson(flags.toStdString(), "flags"));
    QVERIFY(wrongIn(entry, subwordTokenizer(entry)) > 0);
}

/// SentencePiece adds scores as float, Hugging Face as double: a long run of one piece tells them
/// apart, and each golden holds such runs.
void SubwordAbleToFailTest::sumsOfTheOtherLibrary() {
    const std::vector<text::Vocabulary::Entry> entries{{"<unk>", 0}, {".", 1}, {"...", 2}};
    const auto vocabulary =
        std::make_shared<const text::Vocabulary>(*text::Vocabulary::make(entries, "test"));
    const auto cut = [&](text::UnigramOptions::Rules rules) {
        text::UnigramOptions options;
        options.rules = rules;
        options.unknownScore = -20;
        const text::Unigram model(vocabulary, {{1, -4.1F}, {2, -12.3F}}, options);
        const auto working = model.makeWorking();
        std::vector<text::WordPart> parts;
        model.cut(std::string(200, '.'), *working, parts);
        std::vector<std::int32_t> ids;
        for (const text::WordPart& part : parts) {
            ids.push_back(part.id);
        }
        return ids;
    };
    QVERIFY(cut(text::UnigramOptions::Rules::HuggingFace) !=
            cut(text::UnigramOptions::Rules::SentencePiece));
}

QTEST_GUILESS_MAIN(SubwordAbleToFailTest)
#include "abletofail_test.moc"
