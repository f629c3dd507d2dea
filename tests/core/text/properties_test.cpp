#include "tests/core/text/fixtures.h"

#include "core/base/philox.h"
#include "core/text/stages.h"
#include "core/text/unicode/utf8.h"

#include <QTest>

#include <thread>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::text;

/// What holds for every text.
class PropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spansAreOrderedAndInside();
    void tokensAndDroppedBytesCoverTheText();
    void warmCachesChangeNothing();
    void partsAreTheWhole();
    void threadsAgree();
    void longTextsAreTakenWhole();
};

namespace {

std::vector<TokenizerPointer> all() {
    return {bert(), gpt2(), byteTokenizer(), characterTokenizer()};
}

} // namespace

void PropertiesTest::spansAreOrderedAndInside() {
    for (const auto& tokenizer : all()) {
        for (const std::string& text : randomTexts(101, 3000)) {
            FlatEncoding flat;
            tokenizer->encodeFlat(text, flat);
            QCOMPARE(flat.spans.size(), flat.ids.size());
            QCOMPARE(flat.words.size(), flat.ids.size());
            for (std::size_t i = 0; i < flat.ids.size(); ++i) {
                const Span32 span = flat.spans[i];
                QVERIFY2(span.begin < span.end && span.end <= text.size(), visible(text).c_str());
                QVERIFY(i == 0 || span.begin >= flat.spans[i - 1].begin);
                QVERIFY(i == 0 || flat.words[i] - flat.words[i - 1] <= 1);
                QVERIFY(flat.ids[i] >= 0 && std::size_t(flat.ids[i]) < tokenizer->vocabularySize());
            }
        }
    }
}

void PropertiesTest::tokensAndDroppedBytesCoverTheText() {
    for (const auto& tokenizer : all()) {
        for (const std::string& text : randomTexts(103, 2000)) {
            EncodeOptions options;
            options.addSpecial = false;
            const auto encoding = tokenizer->encode(text, std::nullopt, options);
            std::vector<int> covered(text.size(), 0);
            for (const Token& token : encoding.tokens) {
                std::fill(covered.begin() + std::ptrdiff_t(token.source.begin),
                          covered.begin() + std::ptrdiff_t(token.source.end), 1);
            }
            for (const Dropped& part : droppedBytes(text, encoding)) {
                for (std::size_t i = part.source.begin; i < part.source.end; ++i) {
                    QCOMPARE(covered[i], 0);
                    covered[i] = 2;
                }
            }
            QVERIFY(std::find(covered.begin(), covered.end(), 0) == covered.end());
        }
    }
}

void PropertiesTest::warmCachesChangeNothing() {
    const TokenizerPointer pairs[][2] = {{bert(), bert()}, {gpt2(), gpt2()}};
    const auto texts = randomTexts(105, 6000);
    for (const auto& [warm, other] : pairs) {
        FlatEncoding first;
        FlatEncoding second;
        for (const std::string& text : texts) {
            warm->encodeFlat(text, first);
        }
        for (auto text = texts.rbegin(); text != texts.rend(); ++text) {
            warm->encodeFlat(*text, first);
            other->encodeFlat(*text, second);
            QVERIFY2(first == second, visible(*text).c_str());
        }
    }
}

void PropertiesTest::partsAreTheWhole() {
    // A line end at a letter is a boundary for both families, as an editor uses it.
    const TokenizerPointer tokenizers[] = {bert(), gpt2()};
    const auto texts = randomTexts(107, 400);
    for (const auto& tokenizer : tokenizers) {
        std::string whole;
        FlatEncoding expected;
        FlatEncoding part;
        for (const std::string& text : texts) {
            const std::string line = "a" + RepairedText(text).text() + "a\n";
            tokenizer->encodeFlat(line, part);
            const auto base = static_cast<std::uint32_t>(whole.size());
            const std::uint32_t words = expected.words.empty() ? 0 : expected.words.back() + 1;
            for (std::size_t i = 0; i < part.ids.size(); ++i) {
                expected.ids.push_back(part.ids[i]);
                expected.spans.push_back({part.spans[i].begin + base, part.spans[i].end + base});
                expected.words.push_back(part.words[i] + words);
            }
            whole += line;
        }
        tokenizer->encodeFlat(whole, part);
        QVERIFY(part == expected);
    }
}

void PropertiesTest::threadsAgree() {
    const auto texts = randomTexts(109, 1500);
    const TokenizerPointer tokenizers[] = {bert(), gpt2()};
    for (const auto& tokenizer : tokenizers) {
        std::vector<FlatEncoding> expected(texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            tokenizer->encodeFlat(texts[i], expected[i]);
        }
        for (const std::size_t count : {2, 8}) {
            std::vector<FlatEncoding> found(texts.size());
            std::vector<std::thread> threads;
            for (std::size_t thread = 0; thread < count; ++thread) {
                threads.emplace_back([&, thread] {
                    for (std::size_t i = thread; i < texts.size(); i += count) {
                        tokenizer->encodeFlat(texts[i], found[i]);
                    }
                });
            }
            for (std::thread& thread : threads) {
                thread.join();
            }
            QVERIFY(found == expected);
        }
    }
}

void PropertiesTest::longTextsAreTakenWhole() {
    for (const auto& tokenizer : all()) {
        for (const char* unit :
             {"x", "\u00E9", "\u65E5", "_", " ", "\U0001F44D", "a\u0301", "\xFF"}) {
            std::string text;
            while (text.size() < 200'000) {
                text += unit;
            }
            FlatEncoding flat;
            tokenizer->encodeFlat(text, flat);
            QVERIFY(flat.spans.empty() || flat.spans.back().end <= text.size());
        }
    }
}

QTEST_GUILESS_MAIN(PropertiesTest)
#include "properties_test.moc"
