#include "core/perturb/text/keymap.h"
#include "core/perturb/text/stopwords.h"
#include "core/perturb/text/words.h"
#include "core/perturb/text/wordset.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace vitrine;
using namespace vitrine::perturb;

class WordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsAndCores_data();
    void runsAndCores();
    void setsIgnoreCase();
    void setsOfManyWords();
    void stopwordsAreAsSaid();
    void mapsFromGeometry();
};

namespace {

/// The words of a text as "core" or "run(core)" where they differ, parted by bars.
QByteArray wordsOf(const std::string& text) {
    QByteArray list;
    Words words(text);
    Word word;
    while (words.next(word)) {
        const std::string run = text.substr(word.run.begin, word.run.size());
        const std::string core = text.substr(word.core.begin, word.core.size());
        list += list.isEmpty() ? "" : "|";
        list += run == core ? QByteArray::fromStdString(core)
                            : QByteArray::fromStdString(run + "(" + core + ")");
    }
    return list;
}

} // namespace

void WordsTest::runsAndCores_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const char* text, const char* words) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(words);
    };
    row("none", "", "");
    row("white space", " \t\u00A0\u3000\n", "");
    row("plain", "two  words", "two|words");
    row("punctuation", "(see) \"it's\" 5\u20AC --", "(see)(see)|\"it's\"(it's)|5\u20AC(5)|--()");
    row("no break space", "a\u00A0b", "a|b");
    row("zero width space is no white space", "a\u200Bb", "a\u200Bb");
    row("Han", "\u4F60\u597D\u3002abc", "\u4F60\u597D|\u3002abc(abc)");
    row("Kana and Han", "\u65E5\u672C\u306E\u30AB\u30FC", "\u65E5\u672C|\u306E\u30AB\u30FC");
    row("Thai", "\u0E44\u0E17\u0E22x", "\u0E44\u0E17\u0E22|x");
    row("Arabic", "\u0645\u0631\u062D\u0628\u0627\u060C", "\u0645\u0631\u062D\u0628\u0627\u060C("
                                                          "\u0645\u0631\u062D\u0628\u0627)");
    row("accents", "\u00ABcafe\u0301\u00BB", "\u00ABcafe\u0301\u00BB(cafe\u0301)");
}

void WordsTest::runsAndCores() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, words);
    QCOMPARE(wordsOf(text.toStdString()), words);
}

void WordsTest::setsIgnoreCase() {
    const WordSet set({"The", "themselves", "a-word-of-more-than-sixteen-bytes", "don't", "\u00E9t"});
    QCOMPARE(set.size(), std::size_t{5});
    for (const char* word : {"the", "THE", "tHe", "ThemSelves", "DON'T", "\u00E9T",
                             "A-Word-Of-More-Than-Sixteen-Bytes"}) {
        QVERIFY2(set.contains(word), word);
    }
    for (const char* word : {"", "th", "thee", "themselve", "don\u0007t", "[", "\u00C9t"}) {
        QVERIFY2(!set.contains(word), word);
    }
    QVERIFY(!WordSet().contains("the"));
}

void WordsTest::setsOfManyWords() {
    std::vector<std::string> words;
    for (int i = 0; i < 2000; ++i) {
        words.push_back("w" + std::to_string(i * 7919));
    }
    const WordSet set({words.begin(), words.end()});
    QCOMPARE(set.size(), words.size());
    QVERIFY(std::ranges::all_of(words, [&](const std::string& word) { return set.contains(word); }));
    QVERIFY(!set.contains("w1"));
}

void WordsTest::stopwordsAreAsSaid() {
    const auto words = englishStopwords();
    QVERIFY(words.size() >= 140 && words.size() <= 220);
    QCOMPARE(std::set<std::string_view>(words.begin(), words.end()).size(), words.size());
    for (const std::string_view word : words) {
        QVERIFY(std::ranges::all_of(word, [](char letter) { return letter >= 'a' && letter <= 'z'; }));
    }
}

void WordsTest::mapsFromGeometry() {
    const auto besides = [](const KeyMap& map, const char* key) {
        std::string all;
        for (std::size_t i = 0; i < map.neighbours(key); ++i) {
            all += map.neighbour(key, i);
        }
        return QString::fromStdString(all);
    };
    const KeyMap german = KeyMap::named("qwertz");
    QCOMPARE(besides(german, "z"), QStringLiteral("tuh"));
    QCOMPARE(besides(german, "y"), QStringLiteral("asx"));
    QCOMPARE(besides(german, "A"), QStringLiteral("QSY"));
    QCOMPARE(besides(german, "\u00FC"), QStringLiteral("p\u00E4"));
    const KeyMap french = KeyMap::named("azerty");
    QCOMPARE(besides(french, "a"), QStringLiteral("zq"));
    QCOMPARE(besides(french, "w"), QStringLiteral("qsx"));
    QCOMPARE(besides(KeyMap::named("square4"), "s"), QStringLiteral("wxad"));
    QCOMPARE(besides(KeyMap::named("observed8"), "z"), QStringLiteral("asx"));
    QCOMPARE(besides(french, "5"), QString());
    QVERIFY(KeyMap::parse("q:aw w").failed());
}

QTEST_APPLESS_MAIN(WordsTest)
#include "words_test.moc"
