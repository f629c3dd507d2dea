#include "core/base/utf8.h"
#include "core/perturb/offsetmap.h"
#include "tests/core/perturb/fixtures.h"

#include <algorithm>
#include <chrono>
#include <stop_token>
#include <thread>

using namespace vitrine;
using namespace vitrine::perturb;
using namespace vitrine::tests;

/// Properties of every text kind on random inputs (robustness, section 14, 2 and 5).
class PropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomInputs_data() { kinds(); }
    void randomInputs();
    void threadsGiveTheSameBytes_data() { kinds(); }
    void threadsGiveTheSameBytes();
    void edges_data() { kinds(); }
    void edges();
    void cancels_data() { kinds(); }
    void cancels();

private:
    static void kinds();
};

namespace {

constexpr std::uint64_t kSeed = 2026;

constexpr char32_t kLetters[] = {
    U'a', U'b', U'e', U'k', U'o', U'q', U'z', U'A', U'M', U'9', U'\'', U'.', U',', U'\u00E9',
    U'\u0301', U'\u4E2D', U'\u3042', U'\u0E17', U'\u0645', U'\U0001F600', U'\u200D', U'\u0430'};

std::string randomText(std::uint32_t round) {
    Draws draws(DrawKey(kSeed, "properties"), round);
    std::string text;
    const std::uint32_t words = draws.below(14);
    for (std::uint32_t word = 0; word < words; ++word) {
        const std::uint32_t letters = draws.below(11);
        for (std::uint32_t i = 0; i < letters; ++i) {
            appendUtf8(text, kLetters[draws.below(draws.below(3) == 0 ? std::size(kLetters) : 9)]);
        }
        text += draws.below(9) == 0 ? "\xFF " : " ";
    }
    return text;
}

bool contains(const TextScript& all, const TextScript& some) {
    return std::ranges::all_of(some, [&](const TextEdit& edit) {
        return std::ranges::find(all, edit) != all.end();
    });
}

} // namespace

void PropertiesTest::kinds() {
    QTest::addColumn<QByteArray>("kind");
    for (const Perturbation* kind : builtInKinds()) {
        QTest::newRow(kind->record().id.c_str()) << QByteArray::fromStdString(kind->record().id);
    }
}

void PropertiesTest::randomInputs() {
    QFETCH(QByteArray, kind);
    const Perturbation& tested = kindNamed(kind.toStdString());
    int changed = 0;
    int otherSeeds = 0;
    for (std::uint32_t round = 0; round < 1000; ++round) {
        const QByteArray say = QStringLiteral("seed %1, round %2").arg(kSeed).arg(round).toUtf8();
        const Sample sample = textSample(randomText(round));
        const std::string before = sample.text;
        TextScript last;
        for (const double severity : {0.0, 0.7, 2.0, 3.5, 5.0}) {
            const Setting setting{.severity = severity, .seed = round, .example = round * 31ULL};
            const auto result = perturb::perturb(tested, sample, setting);
            QVERIFY2(result.ok(), say);
            QVERIFY2(sample.text == before, say);
            QVERIFY2(perturb::perturb(tested, sample, setting)->sample == result->sample, say);
            QVERIFY2(applied(before, result->script.text) == result->sample.text, say);
            QVERIFY2((result->effect == Effect::Changed) == (result->sample.text != before), say);
            QVERIFY2(severity > 0 || result->effect == Effect::Unchanged, say);
            // Nested: what was edited stays edited, in the same way.
            QVERIFY2(contains(result->script.text, last), say);
            last = result->script.text;
        }
        changed += last.empty() ? 0 : 1;
        const auto other = perturb::perturb(tested, sample, {.severity = 5, .seed = round + 5000});
        otherSeeds += last.empty() || other->script.text == last ? 0 : 1;
        const OffsetMap map(last);
        for (const TextEdit& edit : last) {
            const Span whole = map.forward({edit.at.begin, edit.at.end});
            if (!edit.at.empty() && !edit.replacement.empty()) {
                QCOMPARE(applied(before, last).substr(whole.begin, whole.size()), edit.replacement);
                QVERIFY2(map.backward(whole) == edit.at, say);
            }
        }
    }
    QVERIFY2(changed > 500, qPrintable(QString::number(changed)));
    QVERIFY2(otherSeeds > changed / 2, qPrintable(QString::number(otherSeeds)));
}

void PropertiesTest::threadsGiveTheSameBytes() {
    QFETCH(QByteArray, kind);
    const Perturbation& tested = kindNamed(kind.toStdString());
    constexpr std::uint32_t kTexts = 200;
    const auto one = [&](std::uint32_t i) {
        return perturb::perturb(tested, textSample(randomText(i)), {.severity = 3, .seed = i})
            ->sample.text;
    };
    std::vector<std::string> alone;
    for (std::uint32_t i = 0; i < kTexts; ++i) {
        alone.push_back(one(i));
    }
    for (const std::uint32_t threads : {2U, 8U}) {
        std::vector<std::string> found(kTexts);
        {
            std::vector<std::jthread> workers;
            for (std::uint32_t worker = 0; worker < threads; ++worker) {
                workers.emplace_back([&, worker] {
                    for (std::uint32_t i = worker; i < kTexts; i += threads) {
                        found[i] = one(i);
                    }
                });
            }
        }
        QVERIFY(found == alone);
    }
}

void PropertiesTest::edges() {
    QFETCH(QByteArray, kind);
    const std::string megabyte(1 << 20, 'o');
    std::string mixed = megabyte;
    mixed.replace(mixed.size() / 2, 2, "\u00E9");
    for (const std::string& text :
         {std::string(), std::string("a"), std::string("the of and"), std::string("?!... ---"),
          std::string("\u4F60\u597D\u4E16\u754C\u4F60\u597D"), std::string("\u0E2A\u0E27\u0E31\u0E2A"
          "\u0E14\u0E35\u0E04\u0E23\u0E31\u0E1A"), std::string("\u0645\u0631\u062D\u0628\u0627"),
          std::string("\U0001F468\u200D\U0001F469\u200D\U0001F467 words"), std::string("\xC3\x28wo\xFF"
          "rd\xE2\x82"), std::string("nul \0 byte word", 15), megabyte, mixed}) {
        const auto result = perturb::perturb(kindNamed(kind.toStdString()), textSample(text),
                                             {.severity = 5, .seed = 1});
        QVERIFY(result.ok());
        QCOMPARE(applied(text, result->script.text), result->sample.text);
        QCOMPARE(isUtf8(text), isUtf8(result->sample.text));
    }
}

void PropertiesTest::cancels() {
    QFETCH(QByteArray, kind);
    std::string text;
    for (int i = 0; i < 3'000'000; ++i) {
        text += "swallow ";
    }
    const Sample sample = textSample(std::move(text));
    std::stop_source stop;
    std::chrono::steady_clock::time_point stopped;
    const std::jthread canceller([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        stopped = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    const auto result = perturb::perturb(kindNamed(kind.toStdString()), sample,
                                         {.severity = 5, .seed = 1}, Tick(stop.get_token()));
    const auto ended = std::chrono::steady_clock::now();
    QVERIFY(result.cancelled());
    QVERIFY(ended - stopped < std::chrono::milliseconds(100));
}

QTEST_APPLESS_MAIN(PropertiesTest)
#include "properties_test.moc"
