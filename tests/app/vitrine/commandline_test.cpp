#include "app/vitrine/startup/commandline.h"
#include "tests/app/vitrine/logictests.h"

#include <QTest>

using namespace vitrine::app;

void CommandLineTest::reads_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("report");
    QTest::addColumn<QString>("bench");
    QTest::addColumn<QString>("open");
    QTest::addColumn<bool>("settings");

    QTest::newRow("nothing") << QStringList{} << QString() << QString() << QString() << true;
    QTest::newRow("report") << QStringList{u"--report"_qs, u"out"_qs} << u"out"_qs << QString()
                            << QString() << true;
    QTest::newRow("bench") << QStringList{u"--bench=ui"_qs} << QString() << u"ui"_qs << QString()
                           << true;
    QTest::newRow("file") << QStringList{u"--no-settings"_qs, u"a.vitrine"_qs} << QString()
                          << QString() << u"a.vitrine"_qs << false;
}

void CommandLineTest::reads() {
    QFETCH(QStringList, arguments);
    arguments.prepend(u"vitrine"_qs);
    const ParsedCommandLine parsed = parseCommandLine(arguments);
    QVERIFY(parsed.commandLine.has_value());
    QTEST(QString::fromStdString(parsed.commandLine->report.value_or("").string()), "report");
    QTEST(QString::fromStdString(parsed.commandLine->bench), "bench");
    QTEST(QString::fromStdString(parsed.commandLine->open.value_or("").string()), "open");
    QTEST(parsed.commandLine->settings, "settings");
}

void CommandLineTest::refuses_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");

    QTest::newRow("unknown option") << QStringList{u"--no-such-option"_qs} << 2;
    QTest::newRow("unknown bench") << QStringList{u"--bench"_qs, u"tea"_qs} << 2;
    QTest::newRow("two files") << QStringList{u"a"_qs, u"b"_qs} << 2;
    QTest::newRow("help") << QStringList{u"--help"_qs} << 0;
    QTest::newRow("version") << QStringList{u"--version"_qs} << 0;
}

void CommandLineTest::refuses() {
    QFETCH(QStringList, arguments);
    arguments.prepend(u"vitrine"_qs);
    const ParsedCommandLine parsed = parseCommandLine(arguments);
    QVERIFY(!parsed.commandLine.has_value());
    QVERIFY(!parsed.text.isEmpty());
    QTEST(parsed.exitCode, "exitCode");
}
