#include "tests/core/text/fixtures.h"

#include "core/base/unicode/properties.h"
#include "core/text/models/wordpiece.h"
#include "core/text/normalize/bertnormalizer.h"
#include "core/text/pretokenize/bertsplit.h"
#include "core/text/unicode/utf8.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::text;

/// One rule turned at a time: the goldens must notice each.
class AbleToFailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bertSwitches_data();
    void bertSwitches();
    void bertRules_data();
    void bertRules();
    void gpt2Rules_data();
    void gpt2Rules();
};

namespace {

using Stage = std::function<void(const AlignedText&, AlignedText&)>;

/// BERT's pipeline put together here, so that a test may change one part.
struct Assembly {
    Stage clean = [](const auto& in, auto& out) { cleanText(in, out); };
    Stage ideographs = [](const auto& in, auto& out) { spaceIdeographs(in, out); };
    Stage strip = [](const auto& in, auto& out) { stripMarks(in, out); };
    Stage lower = [](const auto& in, auto& out) { lowerText(in, out); };
    bool wholeWordUnknown = true;
};

Vocabulary vocabularyOf(const Tokenizer& tokenizer, std::vector<std::string>& pieces) {
    std::vector<Vocabulary::Entry> entries;
    pieces.reserve(tokenizer.vocabularySize());
    for (std::size_t id = 0; id < tokenizer.vocabularySize(); ++id) {
        pieces.push_back(*tokenizer.pieceOf(static_cast<std::int64_t>(id)));
        entries.push_back({pieces.back(), static_cast<std::int64_t>(id)});
    }
    return *Vocabulary::make(entries, "test");
}

void matchLoosely(const WordPiece& model, std::string_view word, std::vector<WordPart>& parts) {
    for (std::size_t at = 0; at < word.size();) {
        WordPart part = model.longestAt(word, at);
        if (part.id < 0) {
            part.id = model.unknownId();
            part.end = static_cast<std::uint32_t>(word.size());
        }
        parts.push_back(part);
        at = part.end;
    }
}

std::vector<std::int32_t> encode(const Assembly& assembly, const WordPiece& model,
                                 std::string_view source) {
    AlignedText current;
    const std::string valid = RepairedText(source).text();
    alignValid(valid, 0, valid.size(), current);
    const Stage decompose = [](const auto& in, auto& out) { decomposeText(in, out); };
    for (const Stage& stage :
         {assembly.clean, assembly.ideographs, decompose, assembly.strip, assembly.lower}) {
        AlignedText next;
        stage(current, next);
        current = std::move(next);
    }
    std::vector<CharRange> words;
    splitBert(current, {0, current.size()}, words);
    std::vector<std::int32_t> ids;
    for (const CharRange& range : words) {
        std::string word;
        for (std::size_t i = range.begin; i < range.end; ++i) {
            appendUtf8(word, current[i].code);
        }
        std::vector<WordPart> parts;
        if (assembly.wholeWordUnknown) {
            model.match(word, range.end - range.begin, parts);
        } else {
            matchLoosely(model, word, parts);
        }
        for (const WordPart& part : parts) {
            ids.push_back(part.id);
        }
    }
    return ids;
}

/// The golden cases without text that spells added tokens, which the assembly does not know.
std::vector<Case> plainCases() {
    std::vector<Case> cases = casesOf(*golden("bert.json").find("entries"));
    std::erase_if(cases, [](const Case& each) {
        return std::any_of(each.ids.begin(), each.ids.end(),
                           [](std::int32_t id) { return id == 0 || (id >= 101 && id <= 103); }) ||
               each.source.find("[UNK]") != std::string::npos;
    });
    return cases;
}

std::size_t wrongIn(const Assembly& assembly) {
    const TokenizerPointer tokenizer = bert();
    std::vector<std::string> pieces;
    const Vocabulary vocabulary = vocabularyOf(*tokenizer, pieces);
    const WordPiece model(vocabulary, {});
    std::size_t wrong = 0;
    for (const Case& each : plainCases()) {
        wrong += encode(assembly, model, each.source) == each.ids ? 0 : 1;
    }
    return wrong;
}

void lowerWithFinalSigma(const AlignedText& in, AlignedText& out) {
    lowerText(in, out);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool ends = i + 1 == out.size() || !unicode::Properties(out[i + 1].code).letter();
        if (out[i].code == U'σ' && i > 0 && ends && unicode::Properties(out[i - 1].code).letter()) {
            out[i].code = U'ς';
        }
    }
}

void spaceWiderRange(const AlignedText& in, AlignedText& out) {
    AlignedText spaced;
    spaceIdeographs(in, spaced);
    for (const AlignedChar& character : spaced) {
        const bool google = character.code >= 0x2B820 && character.code <= 0x2B91F;
        if (google) {
            out.push_back({U' ', character.begin, character.end});
        }
        out.push_back(character);
        if (google) {
            out.push_back({U' ', character.begin, character.end});
        }
    }
}

void stripCurrentMarks(const AlignedText& in, AlignedText& out) {
    std::copy_if(in.begin(), in.end(), std::back_inserter(out), [](const AlignedChar& each) {
        return unicode::Properties(each.code).category() != unicode::Category::Mn;
    });
}

void cleanKeepingPrivateUse(const AlignedText& in, AlignedText& out) {
    for (const AlignedChar& character : in) {
        if (unicode::Properties(character.code).category() == unicode::Category::Co) {
            out.push_back(character);
        } else {
            cleanText({character}, out);
        }
    }
}

} // namespace

void AbleToFailTest::bertSwitches_data() {
    QTest::addColumn<QByteArray>("patch");
    const char* kHead = R"({"normalizer": {"type": "BertNormalizer", )";
    QTest::newRow("case kept") << QByteArray(kHead) + R"("lowercase": false}})";
    QTest::newRow("accents kept") << QByteArray(kHead) + R"("strip_accents": false}})";
    QTest::newRow("not cleaned") << QByteArray(kHead) + R"("clean_text": false}})";
    QTest::newRow("not apart") << QByteArray(kHead) + R"("handle_chinese_chars": false}})";
    QTest::newRow("200 characters") << QByteArray(R"({"model.max_input_chars_per_word": 200})");
    QTest::newRow("99 characters") << QByteArray(R"({"model.max_input_chars_per_word": 99})");
    QTest::newRow("no added tokens") << QByteArray(R"({"added_tokens": []})");
}

void AbleToFailTest::bertSwitches() {
    QFETCH(QByteArray, patch);
    const auto opened =
        openContent(patched(bertBase(), *parseJson(patch.toStdString(), "patch")).dump());
    QVERIFY(opened.ok());
    QVERIFY(differing(**opened, casesOf(*golden("bert.json").find("entries"))) > 0);
}

void AbleToFailTest::bertRules_data() {
    QTest::addColumn<int>("rule");
    int rule = 0;
    for (const char* name : {"as it is", "final sigma", "wider range of ideographs",
                             "marks of Unicode 15", "private use kept", "only the rest unknown"}) {
        QTest::newRow(name) << rule++;
    }
}

void AbleToFailTest::bertRules() {
    QFETCH(int, rule);
    Assembly assembly;
    switch (rule) {
    case 1:
        assembly.lower = lowerWithFinalSigma;
        break;
    case 2:
        assembly.ideographs = spaceWiderRange;
        break;
    case 3:
        assembly.strip = stripCurrentMarks;
        break;
    case 4:
        assembly.clean = cleanKeepingPrivateUse;
        break;
    case 5:
        assembly.wholeWordUnknown = false;
        break;
    default:
        QCOMPARE(wrongIn(assembly), std::size_t{0});
        return;
    }
    QVERIFY(wrongIn(assembly) > 0);
}

void AbleToFailTest::gpt2Rules_data() {
    QTest::addColumn<QByteArray>("patch");
    QTest::newRow("prefix space") << QByteArray(
        R"({"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": true}})");
    QTest::newRow("no split") << QByteArray(
        R"({"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}})");
    QTest::newRow("trimmed") << QByteArray(
        R"({"post_processor": {"type": "ByteLevel", "trim_offsets": true}})");
    QTest::newRow("no added tokens") << QByteArray(R"({"added_tokens": []})");
    QTest::newRow("ranks turned round") << QByteArray(); // see below
}

void AbleToFailTest::gpt2Rules() {
    QFETCH(QByteArray, patch);
    Json file = gpt2Base();
    if (patch.isEmpty()) {
        Json model = *file.find("model");
        Json::Array merges = *model.find("merges")->array();
        std::reverse(merges.begin(), merges.end());
        model.set("merges", merges);
        file.set("model", model);
    } else {
        file = patched(file, *parseJson(patch.toStdString(), "patch"));
    }
    const auto opened = openContent(file.dump());
    QVERIFY(opened.ok());
    QVERIFY(differing(**opened, casesOf(*golden("gpt2.json").find("entries"))) > 0);
}

QTEST_GUILESS_MAIN(AbleToFailTest)
#include "abletofail_test.moc"
