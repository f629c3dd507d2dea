#include "process.h"
#include "tests.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

namespace vitrine::tests {

void DoctorTest::nothingIsMissing() {
    const Ran ran = runVitrine({QStringLiteral("doctor"), QStringLiteral("--json")});
    QVERIFY2(ran.exit == 0, ran.out.constData());
    const QJsonObject report = ran.json().object();
    QVERIFY(report[u"missing"].toArray().isEmpty());
    QVERIFY(report[u"versions"].toObject()[u"engine"].toString().startsWith(
        QStringLiteral("LibTorch 2.")));
    QVERIFY(report[u"libtorch"].toString().endsWith(QStringLiteral("libtorch_cpu.so")));
    const QJsonObject machine = report[u"machine"].toObject();
    const int cores = machine[u"cores"].toInt();
    QVERIFY(cores >= 1 && cores <= static_cast<int>(std::thread::hardware_concurrency()));
    QVERIFY(machine[u"available_bytes"].toDouble() > 0);
    QVERIFY(machine[u"available_bytes"].toDouble() <= machine[u"memory_bytes"].toDouble());
    for (const auto& item : report[u"cache"].toObject()[u"items"].toArray()) {
        const QJsonObject object = item.toObject();
        QVERIFY(object[u"present"].toBool() ||
                object[u"path"].toString().startsWith(QStringLiteral("libtorch")));
    }
    const Ran people = runVitrine({QStringLiteral("doctor")});
    QVERIFY(people.out.endsWith("Nothing is missing.\n"));
}

void DoctorTest::missingThingsAreNamed() {
    const QTemporaryDir empty;
    const Ran ran = runVitrine({QStringLiteral("doctor"), QStringLiteral("--json")}, empty.path());
    QCOMPARE(ran.exit, 1);
    const QJsonArray missing = ran.json().object()[u"missing"].toArray();
    QCOMPARE(missing.size(), 2);
    QVERIFY(missing.first().toString().contains(QStringLiteral("all-MiniLM-L6-v2 is missing")));
    QVERIFY(missing.last().toString().contains(QStringLiteral("Run app/setup.sh")));
}

} // namespace vitrine::tests
