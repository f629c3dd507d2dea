#include "plugins/grammar/grammar.h"
#include "plugins/grammar/grammarreader.h"

#include "core/base/files.h"
#include "core/text/tokenizer.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace vitrine;
using namespace vitrine::grammar;

namespace {

/// JSON with single quotes, which need no escapes here.
Json parsed(std::string text) {
    std::ranges::replace(text, '\'', '"');
    auto json = parseJson(text, "test", {});
    return json ? *std::move(json) : Json();
}

constexpr std::string_view kRules =
    "{"
    "  'sentence': [['{who}来{where}', '{who} comes to {where}'], ['去{where}', 'go to {where}']],"
    "  'who': [['他', 'he'], ['她', 'she']],"
    "  'where': [['家', 'the house'], ['海', 'the sea'], ['山', 'the hill']]"
    "}";

struct Reading {
    Outcome<Done> outcome = Done{};
    std::vector<data::Example> examples;
};

Reading readAll(const Json& options, std::size_t most = 1'000'000) {
    Reading reading;
    reading.outcome = GrammarReader().read(
        {.options = options},
        [&](data::Example example) {
            reading.examples.push_back(std::move(example));
            return reading.examples.size() < most;
        },
        Tick());
    return reading;
}

Json optionsWith(std::string_view rules, std::int64_t count, std::int64_t seed = 0) {
    return Json::Object{{"rules", parsed(std::string(rules))}, {"count", count}, {"seed", seed}};
}

} // namespace

class GrammarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    /// All nine sentences come, both sides say the same, and alternatives are equally likely.
    void draws() {
        const auto grammar = Grammar::make(parsed(std::string(kRules)), "sentence");
        QVERIFY(grammar.ok());
        Draws draws(DrawKey(1, "test"), 0);
        std::map<SentencePair, int> seen;
        constexpr int kDrawn = 12'000;
        int goes = 0;
        for (int i = 0; i < kDrawn; ++i) {
            const SentencePair pair = grammar->draw(draws);
            ++seen[pair];
            goes += pair.target.starts_with("go ") ? 1 : 0;
        }
        QCOMPARE(seen.size(), std::size_t{9});
        QVERIFY(seen.contains({"她来海", "she comes to the sea"}));
        QVERIFY(seen.contains({"去山", "go to the hill"}));
        QVERIFY(!seen.contains({"他来海", "she comes to the sea"}));
        // Five standard deviations of a fair coin.
        QVERIFY(std::abs(goes - kDrawn / 2) < 5 * 55);
    }

    void faults() {
        for (const char* rules : {
                 "[]",
                 "{}",
                 "{'sentence': []}",
                 "{'sentence': 'x'}",
                 "{'sentence': [['a']]}",
                 "{'sentence': [['a', 1]]}",
                 "{'sentence': [['{x}', '{x}']]}",
                 "{'sentence': [['{x', '{x']]}",
                 "{'sentence': [['{x}', 'b']], 'x': [['1', '1']]}",
                 "{'sentence': [['a', '{x}']], 'x': [['1', '1']]}",
                 "{'sentence': [['{x}{x}', '{x}']], 'x': [['1', '1']]}",
                 "{'sentence': [['{x}', '{x}']], 'x': [['{sentence}', '{sentence}']]}",
             }) {
            QVERIFY2(Grammar::make(parsed(std::string(rules)), "sentence").failed(), rules);
        }
        QVERIFY(Grammar::make(parsed(std::string(kRules)), "nothing").failed());
    }

    void reads() {
        const Reading all = readAll(optionsWith(kRules, 9));
        QVERIFY(all.outcome.ok());
        QCOMPARE(all.examples.size(), std::size_t{9});
        std::set<std::string> sources;
        for (const data::Example& example : all.examples) {
            QVERIFY(example.pair.has_value());
            QCOMPARE(example.group, example.text);
            QVERIFY(!example.licence.empty());
            sources.insert(example.text);
        }
        QCOMPARE(sources.size(), std::size_t{9});
        const auto texts = [](const Reading& reading) {
            std::vector<std::string> list;
            for (const data::Example& example : reading.examples) {
                list.push_back(example.text);
            }
            return list;
        };
        QVERIFY(texts(readAll(optionsWith(kRules, 6, 3))) ==
                texts(readAll(optionsWith(kRules, 6, 3))));
        QVERIFY(texts(readAll(optionsWith(kRules, 6, 3))) !=
                texts(readAll(optionsWith(kRules, 6, 4))));
        QVERIFY(readAll(optionsWith(kRules, 9), 2).outcome.cancelled());
    }

    void options() {
        const Reading tooMany = readAll(optionsWith(kRules, 10));
        QVERIFY(tooMany.outcome.failed());
        QVERIFY(tooMany.outcome.problem().where.find("9 pairs") != std::string::npos);
        for (const char* options : {
                 "{}",
                 "{'count': 2}",
                 "{'rules': {}, 'count': 2}",
                 "{'rules': {'sentence': [['a', 'b']]}}",
                 "{'rules': {'sentence': [['a', 'b']]}, 'count': 0}",
                 "{'rules': {'sentence': [['a', 'b']]}, 'count': 1.5}",
                 "{'rules': {'sentence': [['a', 'b']]}, 'count': 1, 'seed': -1}",
                 "{'rules': {'sentence': [['a', 'b']]}, 'count': 1, 'start': 'x'}",
                 "{'rules': {'sentence': [['a', 'b']]}, 'count': 1, 'licence': 4}",
                 "{'rules': {'sentence': [['a', 'b']]}, 'count': 1, 'more': 4}",
             }) {
            QVERIFY2(readAll(parsed(options)).outcome.failed(), options);
        }
    }

    /// The translator's own data: its tokenizer knows every word and gives English back as it was,
    /// and no Chinese sentence has two translations.
    void theTranslator() {
        const std::filesystem::path recipes = std::filesystem::path(VITRINE_RESOURCES) / "recipes";
        const auto recipe = readJson(recipes / "translator-data.json");
        QVERIFY(recipe.ok());
        const Reading all = readAll(*recipe->find("options"));
        QVERIFY(all.outcome.ok());
        QCOMPARE(static_cast<std::int64_t>(all.examples.size()),
                 *recipe->find("options")->find("count")->integer());
        const auto tokenizer = text::openTokenizer(recipes.parent_path() / "tokenizers" / "translator");
        QVERIFY(tokenizer.ok());
        std::map<std::string, std::string> translations;
        for (const data::Example& example : all.examples) {
            const auto [first, isNew] = translations.emplace(example.text, *example.pair);
            QVERIFY2(isNew || first->second == *example.pair, example.text.c_str());
            for (const std::string& text : {example.text, *example.pair}) {
                std::vector<std::int64_t> ids;
                for (const text::Token& token :
                     (*tokenizer)->encode(text, std::nullopt, {}).tokens) {
                    ids.push_back(token.id);
                    QVERIFY2(token.text != "[UNK]", text.c_str());
                }
                if (text == *example.pair) {
                    QCOMPARE((*tokenizer)->decode(ids, {.skipSpecial = true, .cleanUp = true}), text);
                }
            }
        }
        QCOMPARE((*tokenizer)->encode("我是一个学生", std::nullopt, {}).tokens.size(),
                 std::size_t{6});
    }
};

QTEST_APPLESS_MAIN(GrammarTest)
#include "grammar_test.moc"
