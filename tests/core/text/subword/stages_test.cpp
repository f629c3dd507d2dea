#include "core/text/stages.h"
#include "tests/core/text/subword/subwordfixtures.h"

#include <QTest>

#include <cmath>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::text;

/// Explanations of the sub-word families: stages that lead back to the source, words that are the
/// encoder's, lattices and merge trees that end in its tokens.
class SubwordStagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKind_data();
    void everyKind();
    void latticeSumsUp();
    void latticeOfTwoWays();
    void stagesOfT5();
};

namespace {

const std::vector<std::string> kTexts{"",
                                      " ",
                                      "the unaffable  singers' 12 dogs!",
                                      "naïve ﬁ ① Ⅻ",
                                      "日本 e\u0301 \u200B👍",
                                      "a\xFF b\xE2\x82",
                                      "<mask> <ctl> ing",
                                      "<extra_id_0> the</s>",
                                      "\u2581 \u2581the",
                                      "Ⓐ\u0301 ﷺ x"};

std::vector<std::size_t> tokensOf(const ExplainedWord& word) {
    std::vector<std::size_t> tokens;
    for (std::size_t i = word.firstToken; i < word.endToken; ++i) {
        tokens.push_back(i);
    }
    return tokens;
}

std::vector<std::int64_t> idsOf(const Explanation& explanation, const ExplainedWord& word) {
    std::vector<std::int64_t> ids;
    for (const std::size_t token : tokensOf(word)) {
        ids.push_back(explanation.encoding.tokens[token].id);
    }
    return ids;
}

void checkStages(const Explanation& explanation, std::size_t sourceBytes) {
    for (const Stage& stage : explanation.stages) {
        std::size_t at = 0;
        for (const AlignedPart& part : stage.characters) {
            QCOMPARE(part.text.begin, at);
            QVERIFY(part.source.begin <= part.source.end && part.source.end <= sourceBytes);
            at = part.text.end;
        }
        QCOMPARE(at, stage.text.size());
        std::size_t from = 0;
        for (const Edit& edit : stage.edits) {
            QVERIFY(edit.after.begin >= from && edit.after.end <= stage.text.size());
            from = edit.after.end;
        }
    }
}

/// Applying the edits of a stage to the text before it gives its text.
void checkEdits(const Stage& before, const Stage& after) {
    std::string made;
    std::size_t from = 0;
    for (const Edit& edit : after.edits) {
        QVERIFY(edit.before.begin >= from);
        made += before.text.substr(from, edit.before.begin - from);
        made += after.text.substr(edit.after.begin, edit.after.size());
        from = edit.before.end;
    }
    made += before.text.substr(from);
    QCOMPARE(made, after.text);
}

void checkTrail(const Explanation& explanation, const ExplainedWord& word) {
    if (const auto* tree = std::get_if<MergeTree>(&word.trail)) {
        std::size_t at = 0;
        for (const std::size_t root : tree->roots) {
            QCOMPARE(tree->nodes[root].bytes.begin, at);
            at = tree->nodes[root].bytes.end;
        }
        QCOMPARE(at, word.text.size());
    }
    if (const auto* lattice = std::get_if<Lattice>(&word.trail)) {
        QVERIFY(!lattice->best.empty());
        std::size_t at = 0;
        for (const std::size_t edge : lattice->best.front().edges) {
            QVERIFY(lattice->edges[edge].best);
            QCOMPARE(lattice->edges[edge].found.begin, at);
            at = lattice->edges[edge].found.end;
        }
        QCOMPARE(at, word.text.size());
    }
    QVERIFY(word.added || word.trail.index() != 0);
    QVERIFY(!idsOf(explanation, word).empty());
}

} // namespace

void SubwordStagesTest::everyKind_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("index");
    for (const char* file : {"unigram.json", "clip.json", "gpt.json", "llama.json",
                             "sentencepiece-unigram.json", "sentencepiece-bpe.json"}) {
        const Json golden = subwordGolden(file);
        int index = 0;
        for (const Json& entry : *golden.find("entries")->array()) {
            QTest::addRow("%s: %s", file, entry.find("name")->string()->c_str())
                << QByteArray(file) << index++;
        }
    }
}

void SubwordStagesTest::everyKind() {
    QFETCH(QByteArray, file);
    QFETCH(int, index);
    const Json golden = subwordGolden(file.toStdString());
    const Json& entry = golden.find("entries")->array()->at(static_cast<std::size_t>(index));
    const TokenizerPointer tokenizer = subwordTokenizer(entry);
    std::vector<std::string> texts = kTexts;
    for (std::string& text : randomTexts(31, 200)) {
        texts.push_back(std::move(text));
    }
    for (const std::string& text : texts) {
        const Explanation explanation = explain(*tokenizer, text);
        checkStages(explanation, text.size());
        for (std::size_t i = 1; i < explanation.stages.size(); ++i) {
            checkEdits(explanation.stages[i - 1], explanation.stages[i]);
        }
        std::size_t tokens = 0;
        for (const ExplainedWord& word : explanation.words) {
            QCOMPARE(word.firstToken, tokens);
            tokens = word.endToken;
            checkTrail(explanation, word);
        }
        QCOMPARE(tokens, explanation.encoding.tokens.size());
        if (QTest::currentTestFailed()) {
            qWarning("%s", visible(text).c_str());
            return;
        }
    }
}

/// Over every character the probabilities of the pieces that cover it sum to 1 (Kudo 2018); the
/// entropy is the mean of −log p over the ways.
void SubwordStagesTest::latticeSumsUp() {
    const Json golden = subwordGolden("unigram.json");
    const auto tokenizer = subwordTokenizer(golden.find("entries")->array()->front());
    const Explanation explanation = explain(*tokenizer, "unaffable transformers 日本");
    QCOMPARE(explanation.words.size(), std::size_t{3});
    for (const ExplainedWord& word : explanation.words) {
        const auto& lattice = std::get<Lattice>(word.trail);
        for (std::size_t byte = 0; byte < word.text.size(); ++byte) {
            double sum = 0;
            for (const LatticeEdge& edge : lattice.edges) {
                const bool covers = edge.found.begin <= byte && byte < edge.found.end;
                sum += covers ? edge.probability : 0;
            }
            QVERIFY(std::abs(sum - 1) < 1e-9);
        }
        for (std::size_t i = 1; i < lattice.best.size(); ++i) {
            QVERIFY(lattice.best[i].score <= lattice.best[i - 1].score);
            QVERIFY(lattice.best[i].edges != lattice.best[i - 1].edges);
        }
        QVERIFY(lattice.entropy >= -1e-9);
    }
}

void SubwordStagesTest::latticeOfTwoWays() {
    const std::string file = R"({"version": "1.0", "added_tokens": [], "normalizer": null,
        "pre_tokenizer": {"type": "Metaspace", "prepend_scheme": "never"}, "post_processor": null,
        "decoder": null, "model": {"type": "Unigram", "unk_id": 0,
        "vocab": [["<unk>", 0], ["a", -1], ["b", -2], ["ab", -2.5]]}})";
    const auto tokenizer = openContent(file);
    QVERIFY(tokenizer.ok());
    const Explanation explanation = explain(**tokenizer, "ab");
    const auto& lattice = std::get<Lattice>(explanation.words.at(0).trail);
    QCOMPARE(lattice.edges.size(), std::size_t{3});
    QCOMPARE(lattice.best.size(), std::size_t{2});
    const double whole = 1 / (1 + std::exp(-0.5)); // e^−2.5 against e^−3
    QVERIFY(std::abs(lattice.best[0].probability - whole) < 1e-12);
    QVERIFY(std::abs(lattice.best[1].probability - (1 - whole)) < 1e-12);
    QVERIFY(lattice.edges[1].best && std::abs(lattice.edges[1].probability - whole) < 1e-12);
    const double entropy = -whole * std::log(whole) - (1 - whole) * std::log(1 - whole);
    QVERIFY(std::abs(lattice.entropy - entropy) < 1e-12);
}

void SubwordStagesTest::stagesOfT5() {
    const Json golden = subwordGolden("unigram.json");
    const auto tokenizer = subwordTokenizer(golden.find("entries")->array()->front());
    const Explanation explanation = explain(*tokenizer, "ﬁ  b");
    QCOMPARE(explanation.stages.size(), std::size_t{3});
    QCOMPARE(explanation.stages[1].kind, StageKind::CharacterMap);
    QCOMPARE(explanation.stages[1].text, std::string("fi  b"));
    QCOMPARE(explanation.stages[2].kind, StageKind::SpaceMarks);
    QCOMPARE(explanation.stages[2].text, std::string("\u2581fi\u2581b"));
    QCOMPARE(explanation.words.size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(SubwordStagesTest)
#include "stages_test.moc"
