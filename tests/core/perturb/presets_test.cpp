#include "tests/core/perturb/fixtures.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

using namespace vitrine;
using namespace vitrine::perturb;
using namespace vitrine::tests;

/// The presets of the robustness specification, 4.2, and how evenly they draw (14, 3).
class PresetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pruthi();
    void pruthiNoise();
    void textAttack();
    void textAttackIsNested();
    void charbertRelease();
    void charbertPretraining();
    void shareOfWords();
    void placesAreUniform();
    void lettersAreUniform();
};

namespace {

Setting preset(const char* name, double severity = 5) {
    return {.severity = severity, .seed = 21, .parameters = {{"preset", name}}};
}

/// So many words, each of other letters.
std::string manyWords(std::size_t count, std::size_t letters) {
    std::string text;
    Draws draws(DrawKey(2, "words"), 0);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t letter = 0; letter < letters; ++letter) {
            text += static_cast<char>('a' + (draws.below(13) * 2 + letter % 2));
        }
        text += ' ';
    }
    return text;
}

QStringList wordsOf(const std::string& text) {
    return QString::fromStdString(text).split(u' ', Qt::SkipEmptyParts);
}

double chiSquare(const std::vector<int>& counts, int total) {
    const double expected = static_cast<double>(total) / static_cast<double>(counts.size());
    double sum = 0;
    for (const int count : counts) {
        sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
}

/// The 1e-4 quantile of χ² by Wilson and Hilferty, good to a percent from 3 degrees of freedom on.
double chiLimit(std::size_t classes) {
    const double freedom = static_cast<double>(classes - 1);
    constexpr double kNormalQuantile = 3.719;
    const double base = 1 - 2 / (9 * freedom) + kNormalQuantile * std::sqrt(2 / (9 * freedom));
    return 1.02 * freedom * base * base * base;
}

} // namespace

void PresetsTest::pruthi() {
    QCOMPARE(textOf("char.drop", "cat", preset("pruthi")), std::string("ct"));
    QCOMPARE(textOf("char.swap", "abcd", preset("pruthi")), std::string("abcd"));
    QVERIFY(textOf("char.swap", "abcde", preset("pruthi")) != "abcde");
    QCOMPARE(textOf("char.drop", "between", preset("pruthi")), std::string("between"));
}

void PresetsTest::pruthiNoise() {
    QVERIFY(textOf("char.swap", "abcd", preset("pruthi-noise")) != "abcd");
    QCOMPARE(textOf("char.drop", "abcd", preset("pruthi-noise")), std::string("abcd"));
    QVERIFY(textOf("char.drop", "between", preset("pruthi-noise")) != "between");
    QVERIFY(textOf("char.add", "cat", preset("pruthi-noise")) != "cat");
}

void PresetsTest::textAttack() {
    const std::string text = manyWords(40, 6);
    const QStringList before = wordsOf(text);
    const QStringList after = wordsOf(textOf("char.add", text, preset("textattack-pruthi")));
    int changed = 0;
    for (qsizetype i = 0; i < before.size(); ++i) {
        changed += before[i] == after[i] ? 0 : 1;
    }
    QCOMPARE(changed, 1);
}

void PresetsTest::textAttackIsNested() {
    const std::string text = manyWords(40, 6);
    Setting setting = preset("textattack-pruthi", 2);
    setting.parameters.emplace_back("max_words", 3);
    const auto scriptAt = [&](double severity) {
        setting.severity = severity;
        return perturb::perturb(kindNamed("char.swap"), textSample(text), setting)->script.text;
    };
    QCOMPARE(scriptAt(5).size(), std::size_t{3});
    QVERIFY(scriptAt(5) == scriptAt(3));
}

void PresetsTest::charbertRelease() {
    // No letter twice in a row and no digits: every kind has a place in every word.
    const std::string text = manyWords(10'000, 7);
    const QStringList before = wordsOf(text);
    const QStringList after = wordsOf(textOf("char.mix", text, preset("charbert-release", 0.1)));
    std::map<QString, int> counts;
    for (qsizetype i = 0; i < before.size(); ++i) {
        QString first = before[i];
        QString second = after[i];
        std::ranges::sort(first);
        std::ranges::sort(second);
        const QString kind = after[i] == before[i]                     ? QStringLiteral("same")
                             : after[i].size() < before[i].size() ? QStringLiteral("drop")
                             : after[i].size() > before[i].size() ? QStringLiteral("add")
                             : first == second                    ? QStringLiteral("swap")
                                                                  : QStringLiteral("key");
        ++counts[kind];
    }
    for (const char16_t* kind : {u"drop", u"add", u"swap", u"key"}) {
        const int count = counts[QString::fromUtf16(kind)];
        QVERIFY2(count > 2400 && count < 2600, qPrintable(QString::number(count)));
    }
    QCOMPARE(counts[QStringLiteral("same")], 0);

    std::string stopwords;
    for (int i = 0; i < 10'000; ++i) {
        stopwords += "between ";
    }
    const QStringList spared =
        wordsOf(textOf("char.mix", stopwords, preset("charbert-release", 5)));
    const auto same = std::ranges::count(spared, QStringLiteral("between"));
    // A swap of the two e's, letters 4 and 5, changes nothing either: one in four of a quarter.
    const double expected = 0.25 + 0.25 / 4;
    QVERIFY2(std::abs(static_cast<double>(same) / 10'000 - expected) < 0.01,
             qPrintable(QString::number(same)));
    QCOMPARE(textOf("char.mix", "the cat sat", preset("charbert-release")),
             std::string("the cat sat"));
}

void PresetsTest::charbertPretraining() {
    Setting setting = preset("charbert-pretraining");
    setting.parameters.emplace_back("alphabet", "XYZ");
    const std::string text = manyWords(20'000, 5);
    const QStringList before = wordsOf(text);
    const QStringList after = wordsOf(textOf("char.mix", text, setting));
    int shorter = 0;
    int swapped = 0;
    for (qsizetype i = 0; i < before.size(); ++i) {
        shorter += after[i].size() < before[i].size() ? 1 : 0;
        swapped += after[i].size() == before[i].size() && after[i] != before[i] ? 1 : 0;
        QCOMPARE(after[i][0] == before[i][0] || after[i].size() < before[i].size(), true);
    }
    QVERIFY2(shorter > 1300 && shorter < 1700, qPrintable(QString::number(shorter)));
    QVERIFY2(swapped > 1300 && swapped < 1700, qPrintable(QString::number(swapped)));
    setting.parameters.emplace_back("share", 1.0);
    const QString inserted = QString::fromStdString(textOf("char.mix", "ab", setting));
    QCOMPARE(inserted.size(), 3);
    QVERIFY(inserted[0] != u'a' || inserted[1] != u'b');
}

void PresetsTest::shareOfWords() {
    constexpr int kWords = 20'000;
    const std::string text = manyWords(kWords, 6);
    const std::array shares{0.10, 0.25, 0.50, 0.75, 1.00};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto result = perturb::perturb(kindNamed("char.drop"), textSample(text),
                                             {.severity = static_cast<double>(i + 1), .seed = 8});
        const double spread = std::sqrt(kWords * shares[i] * (1 - shares[i]));
        QVERIFY(std::abs(static_cast<double>(result->script.text.size()) - kWords * shares[i]) <=
                3 * spread);
    }
}

void PresetsTest::placesAreUniform() {
    constexpr int kWords = 100'000;
    constexpr std::size_t kLetters = 8;
    const std::string text = manyWords(kWords, kLetters);
    const std::map<std::string, std::size_t> candidates{
        {"char.drop", 6}, {"char.add", 7}, {"char.swap", 5}, {"char.key", 6}};
    for (const auto& [kind, count] : candidates) {
        const auto result =
            perturb::perturb(kindNamed(kind), textSample(text), {.severity = 5, .seed = 9});
        std::vector<int> counts(count);
        for (const TextEdit& edit : result->script.text) {
            ++counts.at(edit.at.begin % (kLetters + 1) - 1);
        }
        QCOMPARE(static_cast<int>(result->script.text.size()), kWords);
        QVERIFY2(chiSquare(counts, kWords) < chiLimit(count), kind.c_str());
    }
}

void PresetsTest::lettersAreUniform() {
    constexpr int kWords = 100'000;
    const auto result = perturb::perturb(kindNamed("char.add"),
                                         textSample(manyWords(kWords, 8)),
                                         {.severity = 5, .seed = 10});
    std::vector<int> counts(26);
    for (const TextEdit& edit : result->script.text) {
        ++counts.at(static_cast<std::size_t>(edit.replacement.at(0) - 'a'));
    }
    QVERIFY(chiSquare(counts, kWords) < chiLimit(26));
}

QTEST_APPLESS_MAIN(PresetsTest)
#include "presets_test.moc"
