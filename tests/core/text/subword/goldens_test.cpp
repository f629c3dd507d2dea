#include "tests/core/text/subword/subwordfixtures.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::tests;

/// Ids and byte spans of the sub-word families equal to the reference libraries, on vocabularies
/// trained for the purpose: at least 1,000 texts for each kind, and each switch of the pipelines.
class SubwordGoldensTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goldens_data();
    void goldens();
    void everyKindHasAThousandTexts();
    void decodesAsSentencePiece();
};

namespace {

const std::vector<std::string> kFiles{
    "unigram.json",          "clip.json", "gpt.json", "llama.json", "sentencepiece-unigram.json",
    "sentencepiece-bpe.json"};

} // namespace

void SubwordGoldensTest::goldens_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("index");
    for (const std::string& file : kFiles) {
        const Json golden = subwordGolden(file);
        int index = 0;
        for (const Json& entry : *golden.find("entries")->array()) {
            const std::string name = file + ": " + *entry.find("name")->string();
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(file) << index++;
        }
    }
}

void SubwordGoldensTest::goldens() {
    QFETCH(QByteArray, file);
    QFETCH(int, index);
    const Json golden = subwordGolden(file.toStdString());
    const Json& entry = golden.find("entries")->array()->at(static_cast<std::size_t>(index));
    const TokenizerPointer tokenizer = subwordTokenizer(entry);
    std::size_t wrong = 0;
    for (const Case& each : casesOf(*entry.find("cases"))) {
        const std::string found = difference(*tokenizer, each);
        wrong += found.empty() ? 0 : 1;
        if (!found.empty() && wrong < 10) {
            qWarning("%s", found.c_str());
        }
    }
    QCOMPARE(wrong, std::size_t{0});
}

void SubwordGoldensTest::everyKindHasAThousandTexts() {
    for (const std::string& file : kFiles) {
        const Json golden = subwordGolden(file);
        const Json& first = golden.find("entries")->array()->front();
        QVERIFY2(first.find("cases")->array()->size() >= 1000, file.c_str());
    }
}

void SubwordGoldensTest::decodesAsSentencePiece() {
    std::size_t count = 0;
    for (const char* file : {"sentencepiece-unigram.json", "sentencepiece-bpe.json"}) {
        const Json golden = subwordGolden(file);
        for (const Json& entry : *golden.find("entries")->array()) {
            const TokenizerPointer tokenizer = subwordTokenizer(entry);
            for (const Json& each : *entry.find("cases")->array()) {
                std::vector<std::int64_t> ids;
                for (const Json& id : *each.find("ids")->array()) {
                    ids.push_back(*id.integer());
                }
                const Json* decoded = each.find("decoded");
                const std::string expected =
                    *(decoded != nullptr ? decoded : each.find("text"))->string();
                const std::string name = *entry.find("name")->string() + ": " + each.dump();
                QVERIFY2(tokenizer->decode(ids) == expected, name.c_str());
                ++count;
            }
        }
    }
    QVERIFY(count > 2000);
}

QTEST_GUILESS_MAIN(SubwordGoldensTest)
#include "goldens_test.moc"
