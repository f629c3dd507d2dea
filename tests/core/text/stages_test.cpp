#include "tests/core/text/fixtures.h"

#include "core/text/stages.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::text;

/// What the Tokens lab shows: stages with their edits, match trails, merge trees, the round trip.
class StagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bertStages();
    void editsLeadFromStageToStage();
    void matchTrail();
    void whereMatchingDied();
    void tooLongForMatching();
    void addedTokensStandInEveryStage();
    void normalizedAddedTokens();
    void gpt2Stages();
    void prefixSpaceIsAnInsertion();
    void mergeTree();
    void wholePieceHasNoMerges();
    void treesHoldTogether();
    void wordsShareOutTheTokens();
    void droppedBytesHaveReasons();
    void roundTripNamesTheLosses();
    void roundTripOfBytesIsExact();
    void invalidBytes();
    void plainTokenizersExplainThemselves();
    void everyNameIsThere();
};

namespace {

const Stage& stage(const Explanation& explanation, StageKind kind) {
    for (const Stage& each : explanation.stages) {
        if (each.kind == kind) {
            return each;
        }
    }
    throw std::runtime_error("no such stage: " + nameOf(kind));
}

/// Rebuilds a stage's text from the one before and the edits.
std::string applied(const Stage& before, const Stage& after) {
    std::string text;
    std::size_t from = 0;
    for (const Edit& edit : after.edits) {
        text += before.text.substr(from, edit.before.begin - from);
        text += after.text.substr(edit.after.begin, edit.after.size());
        from = edit.before.end;
    }
    return text + before.text.substr(from);
}

TokenizerPointer patchedBert(const char* patch) {
    const auto opened = openContent(patched(bertBase(), *parseJson(patch, "patch")).dump());
    if (!opened.ok()) {
        throw std::runtime_error(opened.problem().text());
    }
    return *opened;
}

std::vector<Loss::Reason> reasons(const Tokenizer& tokenizer, std::string_view text) {
    std::vector<Loss::Reason> found;
    for (const Loss& loss : explain(tokenizer, text).roundTrip.losses) {
        found.push_back(loss.reason);
    }
    return found;
}

} // namespace

void StagesTest::bertStages() {
    const auto made = explain(*bert(), "Na\u00EFve\u200D\u65E5\u00A0X");
    QCOMPARE(made.stages.size(), std::size_t{6});
    QCOMPARE(stage(made, StageKind::Source).text, std::string("Na\u00EFve\u200D\u65E5\u00A0X"));
    QCOMPARE(stage(made, StageKind::Cleaned).text, std::string("Na\u00EFve\u65E5 X"));
    QCOMPARE(stage(made, StageKind::IdeographsApart).text, std::string("Na\u00EFve \u65E5  X"));
    QCOMPARE(stage(made, StageKind::Decomposed).text, std::string("Nai\u0308ve \u65E5  X"));
    QCOMPARE(stage(made, StageKind::MarksStripped).text, std::string("Naive \u65E5  X"));
    QCOMPARE(stage(made, StageKind::Lowered).text, std::string("naive \u65E5  x"));
    const std::vector<Edit> cleaned{{{6, 9}, {6, 6}}, {{12, 14}, {9, 10}}};
    QVERIFY(stage(made, StageKind::Cleaned).edits == cleaned);
    const std::vector<Edit> lowered{{{0, 1}, {0, 1}}, {{11, 12}, {11, 12}}};
    QVERIFY(stage(made, StageKind::Lowered).edits == lowered);
    QVERIFY((stage(made, StageKind::Lowered).characters[2].source == Span{2, 4}));
}

void StagesTest::editsLeadFromStageToStage() {
    const TokenizerPointer tokenizers[] = {bert(), gpt2()};
    for (const auto& tokenizer : tokenizers) {
        for (const std::string& text : randomTexts(31, 800)) {
            const auto made = explain(*tokenizer, text);
            for (std::size_t i = 1; i < made.stages.size(); ++i) {
                QVERIFY2(applied(made.stages[i - 1], made.stages[i]) == made.stages[i].text,
                         visible(text).c_str());
            }
            for (const Stage& each : made.stages) {
                std::size_t at = 0;
                for (const AlignedPart& part : each.characters) {
                    QCOMPARE(part.text.begin, at);
                    QVERIFY(part.source.end <= text.size());
                    at = part.text.end;
                }
                QCOMPARE(at, each.text.size());
            }
        }
    }
}

void StagesTest::matchTrail() {
    const auto made = explain(*bert(), "Bachand");
    QCOMPARE(made.words.size(), std::size_t{1});
    QCOMPARE(made.words[0].text, std::string("bachand"));
    const auto& trail = std::get<MatchTrail>(made.words[0].trail);
    QCOMPARE(trail.steps.size(), std::size_t{2});
    QCOMPARE(trail.steps[0].piece, std::string("bach"));
    QVERIFY((trail.steps[0].found == Span{0, 4}));
    const std::vector<Span> tried{{0, 7}, {0, 6}, {0, 5}};
    QVERIFY(trail.steps[0].tried == tried);
    QCOMPARE(trail.steps[1].piece, std::string("##and"));
    QVERIFY(trail.steps[1].tried.empty());
    QVERIFY(!trail.diedAt && !trail.tooLong);
    QCOMPARE(trail.steps[1].id, made.encoding.tokens[1].id);
}

void StagesTest::whereMatchingDied() {
    const auto made = explain(*bert(), "vote\u2661\u2661");
    const auto& trail = std::get<MatchTrail>(made.words[0].trail);
    QCOMPARE(trail.diedAt, std::optional<std::size_t>(4));
    QCOMPARE(trail.steps.size(), std::size_t{2});
    QCOMPARE(trail.steps[0].piece, std::string("vote"));
    const std::vector<Span> tried{{4, 10}, {4, 7}};
    QVERIFY(trail.steps[1].tried == tried);
    QVERIFY(trail.steps[1].found.empty() && trail.steps[1].id == -1);
    QCOMPARE(made.encoding.tokens[0].kind, TokenKind::Unknown);
}

void StagesTest::tooLongForMatching() {
    const auto made = explain(*bert(), std::string(101, 'x'));
    const auto& trail = std::get<MatchTrail>(made.words[0].trail);
    QVERIFY(trail.tooLong && trail.steps.empty());
}

void StagesTest::addedTokensStandInEveryStage() {
    const auto made = explain(*bert(), "A [MASK]B");
    for (const Stage& each : made.stages) {
        QVERIFY(each.text.find("[MASK]") != std::string::npos);
    }
    QCOMPARE(made.words.size(), std::size_t{3});
    QVERIFY(made.words[1].added && !made.words[0].added);
    QVERIFY((made.words[1].source == Span{2, 8}));
    QVERIFY(std::holds_alternative<std::monostate>(made.words[1].trail));
}

void StagesTest::normalizedAddedTokens() {
    const auto tokenizer =
        patchedBert(R"({"added_tokens": [{"id": 30522, "content": "<X>", "normalized": true}]})");
    const auto made = explain(*tokenizer, "Back <x> hand");
    QCOMPARE(made.words.size(), std::size_t{3});
    QVERIFY(made.words[1].added);
    QCOMPARE(made.words[1].text, std::string("<x>"));
    QCOMPARE(made.encoding.tokens[made.words[1].firstToken].text, std::string("<X>"));
    QVERIFY((tokenizer->specialText("a <x>").empty()));
}

void StagesTest::gpt2Stages() {
    const auto made = explain(*gpt2(), "a \u00E9");
    QCOMPARE(made.stages.size(), std::size_t{2});
    const Stage& spelt = stage(made, StageKind::ByteCharacters);
    QCOMPARE(spelt.text, std::string("a\u0120\u00C3\u00A9"));
    const std::vector<Edit> edits{{{1, 2}, {1, 3}}, {{2, 4}, {3, 7}}};
    QVERIFY(spelt.edits == edits);
    QVERIFY((spelt.characters[3].source == Span{2, 4}));
    QCOMPARE(made.words.size(), std::size_t{2});
    QCOMPARE(made.words[1].text, std::string("\u0120\u00C3\u00A9"));
    QVERIFY((made.words[1].source == Span{1, 4}));
}

void StagesTest::prefixSpaceIsAnInsertion() {
    const auto opened = openContent(
        patched(gpt2Base(), *parseJson(R"({"pre_tokenizer": {"type": "ByteLevel"}})", "patch"))
            .dump());
    QVERIFY(opened.ok());
    const auto made = explain(**opened, "hello");
    const Stage& prefixed = stage(made, StageKind::PrefixSpace);
    QCOMPARE(prefixed.text, std::string(" hello"));
    const std::vector<Edit> edits{{{0, 0}, {0, 1}}};
    QVERIFY(prefixed.edits == edits);
    QCOMPARE(made.words[0].text, std::string("\u0120hello"));
    QCOMPARE(std::get<MergeTree>(made.words[0].trail).leaves, std::size_t{6});
    QVERIFY(explain(**opened, " hello").stages[1].edits.empty());
}

void StagesTest::mergeTree() {
    const auto made = explain(*gpt2(), "hello");
    const auto& tree = std::get<MergeTree>(made.words[0].trail);
    QCOMPARE(tree.leaves, std::size_t{5});
    QCOMPARE(tree.nodes.size(), std::size_t{9});
    QCOMPARE(tree.roots.size(), std::size_t{1});
    const MergeNode& root = tree.nodes[tree.roots[0]];
    QCOMPARE(root.piece, std::string("hello"));
    QCOMPARE(root.id, std::int64_t{31373});
    QVERIFY(root.rank > 0 && (root.bytes == Span{0, 5}));
    QCOMPARE(tree.nodes[0].rank, std::int64_t{-1});
    QVERIFY(!tree.whole);
}

void StagesTest::wholePieceHasNoMerges() {
    const auto opened = openContent(
        patched(gpt2Base(), *parseJson(R"({"model.ignore_merges": true})", "patch")).dump());
    QVERIFY(opened.ok());
    const auto made = explain(**opened, "hello");
    const auto& tree = std::get<MergeTree>(made.words[0].trail);
    QVERIFY(tree.whole);
    QCOMPARE(tree.nodes.size(), std::size_t{1});
}

void StagesTest::treesHoldTogether() {
    const auto tokenizer = gpt2();
    for (const std::string& text : randomTexts(41, 600)) {
        const auto made = explain(*tokenizer, text);
        for (const ExplainedWord& word : made.words) {
            const auto* tree = std::get_if<MergeTree>(&word.trail);
            if (tree == nullptr) {
                QVERIFY(word.added);
                continue;
            }
            for (std::size_t i = 0; i < tree->leaves; ++i) {
                QVERIFY((tree->nodes[i].bytes == Span{i, i + 1}));
            }
            for (std::size_t i = tree->leaves; i < tree->nodes.size(); ++i) {
                const MergeNode& node = tree->nodes[i];
                const MergeNode& left = tree->nodes[std::size_t(node.left)];
                const MergeNode& right = tree->nodes[std::size_t(node.right)];
                QCOMPARE(node.piece, left.piece + right.piece);
                QVERIFY(left.bytes.end == right.bytes.begin && node.rank >= 0);
                QVERIFY((node.bytes == Span{left.bytes.begin, right.bytes.end}));
            }
            QCOMPARE(tree->roots.size(), word.endToken - word.firstToken);
            for (std::size_t i = 0; i < tree->roots.size(); ++i) {
                QCOMPARE(tree->nodes[tree->roots[i]].id,
                         made.encoding.tokens[word.firstToken + i].id);
            }
        }
    }
}

void StagesTest::wordsShareOutTheTokens() {
    const TokenizerPointer tokenizers[] = {bert(), gpt2()};
    for (const auto& tokenizer : tokenizers) {
        for (const std::string& text : randomTexts(51, 1500)) {
            const auto made = explain(*tokenizer, text);
            std::size_t token = 0;
            for (const ExplainedWord& word : made.words) {
                QCOMPARE(word.firstToken, token);
                QVERIFY(word.endToken > word.firstToken);
                token = word.endToken;
                QCOMPARE(made.stages.back().text.substr(word.inStage.begin, word.inStage.size()),
                         word.text);
            }
            QCOMPARE(token, made.encoding.tokens.size());
        }
    }
}

void StagesTest::droppedBytesHaveReasons() {
    using Reason = Dropped::Reason;
    const auto made = explain(*bert(), "e\u0301 a\u200D\u0001b\n");
    const std::vector<Dropped> expected{
        {{1, 3}, Reason::Mark}, {{3, 4}, Reason::WhiteSpace}, {{10, 11}, Reason::WhiteSpace}};
    QVERIFY(made.dropped == expected);
    const std::vector<Dropped> joiner{{{0, 3}, Reason::Control}, {{4, 5}, Reason::Other}};
    QVERIFY(explain(*bert(), "\u200D"
                             "a\xFF")
                .dropped == joiner);
    QVERIFY(explain(*gpt2(), " a \u200D\n").dropped.empty());
}

void StagesTest::roundTripNamesTheLosses() {
    using Reason = Loss::Reason;
    const auto tokenizer = bert();
    QVERIFY(explain(*tokenizer, "hello world").roundTrip.exact);
    QVERIFY((reasons(*tokenizer, "Hello") == std::vector<Reason>{Reason::Case}));
    QVERIFY((reasons(*tokenizer, "na\u00EFve") == std::vector<Reason>{Reason::Accents}));
    QVERIFY((reasons(*tokenizer, "a  b") == std::vector<Reason>{Reason::Spacing}));
    QVERIFY(
        (reasons(*tokenizer, "don't") == std::vector<Reason>{Reason::Spacing, Reason::Spacing}));
    QVERIFY((reasons(*tokenizer, "a \u2661") == std::vector<Reason>{Reason::Unknown}));
    QVERIFY((reasons(*tokenizer, "a\u200D") == std::vector<Reason>{Reason::Control}));
    QVERIFY((reasons(*tokenizer, "a \xFF") == std::vector<Reason>{Reason::InvalidUtf8}));
    const auto made = explain(*tokenizer, "x Hello");
    QCOMPARE(made.roundTrip.text, std::string("x hello"));
    QVERIFY((made.roundTrip.losses[0].source == Span{2, 3}));
    QVERIFY((made.roundTrip.losses[0].decoded == Span{2, 3}));
    for (const std::string& text : randomTexts(61, 1500)) {
        const RoundTrip trip = explain(*tokenizer, text).roundTrip;
        QCOMPARE(trip.exact, trip.losses.empty());
        std::string rebuilt;
        std::size_t from = 0;
        for (const Loss& loss : trip.losses) {
            rebuilt += text.substr(from, loss.source.begin - from);
            rebuilt += trip.text.substr(loss.decoded.begin, loss.decoded.size());
            from = loss.source.end;
        }
        QVERIFY2(rebuilt + text.substr(from) == trip.text, visible(text).c_str());
    }
}

void StagesTest::roundTripOfBytesIsExact() {
    const auto tokenizer = gpt2();
    for (const std::string& text : randomTexts(71, 1500)) {
        const auto made = explain(*tokenizer, text);
        QCOMPARE(made.roundTrip.exact, made.encoding.invalid.empty());
        QVERIFY(made.dropped.empty());
    }
}

void StagesTest::invalidBytes() {
    const auto made = explain(*gpt2(), "a\xE2\x82"
                                       "b");
    QCOMPARE(made.stages.front().text, std::string("a\uFFFDb"));
    QVERIFY((made.stages.front().characters[1].source == Span{1, 3}));
    QVERIFY((made.words[1].source == Span{1, 3}));
    const std::vector<Loss> losses{{{1, 3}, {1, 4}, Loss::Reason::InvalidUtf8}};
    QVERIFY(made.roundTrip.losses == losses);
}

void StagesTest::plainTokenizersExplainThemselves() {
    const auto made = explain(*characterTokenizer(), "e\u0301 a");
    QCOMPARE(made.stages.size(), std::size_t{1});
    QVERIFY(made.roundTrip.exact && made.dropped.empty());
    QCOMPARE(made.encoding.tokens.size(), std::size_t{4});
}

void StagesTest::everyNameIsThere() {
    for (int kind = 0; kind <= int(StageKind::ByteCharacters); ++kind) {
        QVERIFY(!nameOf(static_cast<StageKind>(kind)).empty());
    }
    for (int reason = 0; reason <= int(Loss::Reason::Other); ++reason) {
        QVERIFY(!nameOf(static_cast<Loss::Reason>(reason)).empty());
    }
    for (int reason = 0; reason <= int(Dropped::Reason::Other); ++reason) {
        QVERIFY(!nameOf(static_cast<Dropped::Reason>(reason)).empty());
    }
}

QTEST_GUILESS_MAIN(StagesTest)
#include "stages_test.moc"
