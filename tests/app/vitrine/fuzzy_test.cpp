#include "app/vitrine/actions/fuzzy.h"
#include "tests/app/vitrine/logictests.h"

#include <QTest>

using namespace vitrine::app;

void FuzzyTest::finds_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");

    QTest::newRow("all") << QString() << u"Save"_qs << true;
    QTest::newRow("case") << u"dT"_qs << u"Dark theme"_qs << true;
    QTest::newRow("blank") << u"dark theme"_qs << u"Dark theme"_qs << true;
    QTest::newRow("order") << u"td"_qs << u"Dark theme"_qs << false;
    QTest::newRow("twice") << u"ee"_qs << u"Open"_qs << false;
    QTest::newRow("longer") << u"saves"_qs << u"Save"_qs << false;
    QTest::newRow("empty text") << u"a"_qs << QString() << false;
}

void FuzzyTest::finds() {
    QFETCH(QString, typed);
    QFETCH(QString, text);
    const auto match = fuzzyMatch(typed, text);
    QTEST(match.has_value(), "found");
    if (match) {
        QString letters;
        for (const int letter : match->letters) {
            letters += text[letter];
        }
        QCOMPARE(letters.toLower(), typed.toLower().remove(u' '));
    }
}

void FuzzyTest::ranks() {
    const auto better = [](const QString& typed, const QString& first, const QString& second) {
        return fuzzyMatch(typed, first)->score > fuzzyMatch(typed, second)->score;
    };
    QVERIFY(better(u"sa"_qs, u"Save as"_qs, u"Reset the range"_qs));
    QVERIFY(better(u"dt"_qs, u"Dark theme"_qs, u"Edit the text"_qs));
    QVERIFY(better(u"save"_qs, u"Save"_qs, u"Save as…"_qs));
    QCOMPARE(fuzzyMatch(u"dt"_qs, u"Dark theme"_qs)->letters, (std::vector<int>{0, 5}));
}
