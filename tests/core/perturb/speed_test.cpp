#include "core/perturb/text/charattack.h"
#include "tests/core/perturb/fixtures.h"

#include <chrono>

using namespace vitrine;
using namespace vitrine::perturb;
using namespace vitrine::tests;

/// A loose guard against a slow path: the figures are those of `vitrine-run bench perturb`.
class SpeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentences();
};

void SpeedTest::sentences() {
    constexpr int kSentences = 20'000;
    const std::string sentence =
        "The quick brown fox jumps over the lazy dog near Washington, said Charlotte.";
    const KindRecord& record = kindNamed("char.mix").record();
    const Setting setting{.severity = 3, .seed = 1};
    const auto rules = charRules(record, setting);
    CharAttack attack(CharMove::Mix, *rules);
    TextScript script;
    std::size_t edits = 0;
    const auto begin = std::chrono::steady_clock::now();
    for (std::uint64_t i = 0; i < kSentences; ++i) {
        (void)attack.edits(sentence, DrawKey(1, record.id, i), {}, script);
        edits += script.size();
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    qInfo("%.0f sentences a second", kSentences / seconds.count());
    QVERIFY(edits > kSentences);
    QVERIFY(kSentences / seconds.count() > 100'000);
}

QTEST_APPLESS_MAIN(SpeedTest)
#include "speed_test.moc"
