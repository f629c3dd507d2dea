#include "app/vitrine/session/history.h"
#include "tests/app/vitrine/logictests.h"

#include <QTest>

void HistoryTest::changedWords_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("words");

    QTest::newRow("one word") << u"it was rolling away"_qs << u"it was gliding away"_qs
                              << u"was gliding"_qs;
    QTest::newRow("first") << u"a dog ran"_qs << u"the dog ran"_qs << u"the"_qs;
    QTest::newRow("appended") << u"a dog"_qs << u"a dog ran"_qs << u"dog ran"_qs;
    QTest::newRow("removed") << u"a big dog"_qs << u"a dog"_qs << QString();
    QTest::newRow("same") << u"a dog"_qs << u"a dog"_qs << QString();
    QTest::newRow("from nothing") << QString() << u"hello"_qs << u"hello"_qs;
    QTest::newRow("repeated") << u"the the"_qs << u"the the the"_qs << u"the the"_qs;
}

void HistoryTest::changedWords() {
    QFETCH(QString, before);
    QFETCH(QString, after);
    QTEST(vitrine::app::changedWords(before, after), "words");
}
