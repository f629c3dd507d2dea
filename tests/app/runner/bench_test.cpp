#include "process.h"
#include "tests.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

namespace vitrine::tests {

namespace {

// Short sequences: these tests check what is said and whether the numbers are of the right thing.
// How fast it is on a given machine is for `vitrine-run bench` itself.
Ran bench(const QString& name, const QStringList& rest = {}) {
    return runVitrine(QStringList{QStringLiteral("bench"), name, QStringLiteral("--json"),
                                  QStringLiteral("--threads"), QStringLiteral("1"),
                                  QStringLiteral("--tokens"), QStringLiteral("32")} +
                      rest);
}

} // namespace

void BenchTest::captureHasEveryField() {
    const Ran ran = bench(QStringLiteral("capture"));
    const auto lines = ran.jsonLines();
    QVERIFY2(lines.size() == 1, ran.error.constData());
    const QJsonObject result = lines.first().object();
    for (const char* field :
         {"bench", "case", "ours_ms", "peer_ms", "ratio", "low", "high", "max_error", "equal",
          "bound", "gflops", "gbs", "faults", "sys_share", "peak_bytes", "threads", "versions"}) {
        QVERIFY2(result.contains(QLatin1String(field)), field);
    }
    QCOMPARE(result[u"ours_ms"].toArray().size(), 20);
    QCOMPARE(result[u"peer_ms"].toArray().size(), 20);
    QCOMPARE(result[u"threads"].toInt(), 1);
    QCOMPARE(result[u"equal"].toBool(), true);
    QVERIFY(result[u"low"].toDouble() <= result[u"ratio"].toDouble());
    QVERIFY(result[u"ratio"].toDouble() <= result[u"high"].toDouble());
    QVERIFY(result[u"gflops"].toDouble() > 0);
    // The exit code is the verdict on the bar, whichever it is on this machine.
    QCOMPARE(ran.exit, result[u"met"].toBool() ? 0 : 1);
}

void BenchTest::mapsAreRight() {
    const Ran ran = bench(QStringLiteral("map"));
    QVERIFY2(ran.exit == 0, ran.error.constData());
    const auto lines = ran.jsonLines();
    QVERIFY(lines.size() >= 5);
    for (const QJsonDocument& line : lines) {
        const QJsonObject result = line.object();
        QVERIFY2(result[u"equal"].toBool(), qPrintable(result[u"case"].toString()));
        QVERIFY(result[u"max_error"].toDouble() <= 1e-5);
        QVERIFY(result[u"ratio"].isNull());
    }
}

void BenchTest::loadOpensLargeFiles() {
    const Ran ran = bench(QStringLiteral("load"));
    QVERIFY2(ran.exit == 0, ran.error.constData());
    QCOMPARE(ran.jsonLines().size(), 4);
}

void BenchTest::peerThatAgrees() {
    const QString oracle = qEnvironmentVariable("VITRINE_ORACLE");
    if (oracle.isEmpty()) {
        QSKIP("VITRINE_ORACLE names no Python with the tokenizers library");
    }
    const Ran ran = bench(QStringLiteral("tokenize"),
                          {QStringLiteral("--peer"),
                           oracle + u" " + inSource(QStringLiteral("app/runner/bench/peer.py")),
                           QStringLiteral("--file"), inSource(QStringLiteral("README.md"))});
    const auto lines = ran.jsonLines();
    QVERIFY2(lines.size() == 2, ran.error.constData());
    for (const QJsonDocument& line : lines) {
        QCOMPARE(line.object()[u"equal"].toBool(), true);
        QVERIFY(line.object()[u"ratio"].toDouble() > 0);
    }
}

void BenchTest::peerThatDisagrees() {
    // One that answers everything with the same: a time, and no tokens.
    const Ran ran = bench(QStringLiteral("tokenize"),
                          {QStringLiteral("--peer"),
                           inSource(QStringLiteral("tests/app/runner/emptypeer.sh")),
                           QStringLiteral("--file"), inSource(QStringLiteral("LICENSE"))});
    QCOMPARE(ran.exit, 1);
    const auto lines = ran.jsonLines();
    QVERIFY2(!lines.isEmpty(), ran.error.constData());
    QCOMPARE(lines.first().object()[u"equal"].toBool(true), false);
}

void BenchTest::peerThatIsNotThere() {
    const Ran ran =
        bench(QStringLiteral("tokenize"), {QStringLiteral("--peer"), QStringLiteral("/nowhere")});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.error.contains("The peer cannot be started"), ran.error.constData());
}

} // namespace vitrine::tests
