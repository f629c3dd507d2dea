#include "app/vitrine/window/crowding.h"
#include "tests/app/vitrine/logictests.h"

#include <QTest>

using namespace vitrine::app;

void CrowdingTest::givesWayInOrder_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("rail");
    QTest::addColumn<bool>("words");
    QTest::addColumn<bool>("history");
    QTest::addColumn<bool>("drawer");
    QTest::addColumn<bool>("labWords");
    QTest::addColumn<bool>("chips");

    // The thresholds are those of DESIGN 7: "below" is strict.
    QTest::newRow("1600") << QSize(1600, 1000) << false << true << true << false << true << true;
    QTest::newRow("1500") << QSize(1500, 900) << false << true << true << false << true << true;
    QTest::newRow("1499") << QSize(1499, 1000) << true << false << true << false << true << true;
    QTest::newRow("1280") << QSize(1280, 1000) << true << false << true << false << true << true;
    QTest::newRow("1280x800") << QSize(1280, 800) << true << false << false << false << true
                              << true;
    QTest::newRow("1279") << QSize(1279, 1000) << true << false << false << true << false << true;
    QTest::newRow("899 high") << QSize(1600, 899) << false << true << false << false << true
                              << true;
    QTest::newRow("720 high") << QSize(1600, 720) << false << true << false << false << true
                              << true;
    QTest::newRow("719 high") << QSize(1600, 719) << false << true << false << false << true
                              << false;
}

void CrowdingTest::givesWayInOrder() {
    QFETCH(QSize, size);
    const Crowding crowding = crowdingFor(size);
    QTEST(crowding.libraryRail, "rail");
    QTEST(crowding.comboWords, "words");
    QTEST(crowding.statusWords, "words");
    QTEST(crowding.historyRail, "history");
    QTEST(crowding.inspectorDrawer, "drawer");
    QTEST(crowding.allLabWords, "labWords");
    QTEST(crowding.chips, "chips");
}

void CrowdingTest::docksGrowWithTheWindow() {
    QCOMPARE(crowdingFor({1600, 1000}).libraryWidth, 176);
    QCOMPARE(crowdingFor({1600, 1000}).inspectorWidth, 300);
    QCOMPARE(crowdingFor({1400, 1000}).inspectorWidth, 256);
    QCOMPARE(crowdingFor({2560, 1440}).libraryWidth, 240);
    QCOMPARE(crowdingFor({2560, 1440}).inspectorWidth, 340);
    QVERIFY(crowdingFor({1800, 1000}).libraryWidth > 176);
    QVERIFY(crowdingFor({1800, 1000}).libraryWidth < 240);
}
