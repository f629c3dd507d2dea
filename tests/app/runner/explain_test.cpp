#include "process.h"
#include "tests.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace vitrine::tests {

namespace {

Ran explain(const QStringList& options) {
    return runVitrine(QStringList{QStringLiteral("explain"), QStringLiteral("--model"),
                                  inSource(QStringLiteral("tests/golden/neural/t5-tied"))} +
                      options);
}

Ran explainLetters(const QStringList& options) {
    return explain(QStringList{QStringLiteral("--text"), QStringLiteral("sth eat own hat")} +
                   options);
}

} // namespace

void ExplainTest::methodsAreListed() {
    const Ran ran = explain({QStringLiteral("--list"), QStringLiteral("--json")});
    QVERIFY2(ran.exit == 0, ran.error.constData());
    const QJsonArray methods = ran.json().array();
    QVERIFY(methods.size() >= 10);
    for (const auto& method : methods) {
        QVERIFY(!method[u"id"].toString().isEmpty() && !method[u"note"].toString().isEmpty());
    }
    QVERIFY(explain({QStringLiteral("--list")}).out.contains("logit-lens  Logit lens"));
}

void ExplainTest::writesAFinding() {
    const QTemporaryDir folder;
    const Ran ran = explainLetters(
        {QStringLiteral("--method"), QStringLiteral("relevance"), QStringLiteral("--target"),
         QStringLiteral("1"), QStringLiteral("--out"), folder.path(), QStringLiteral("--json")});
    QVERIFY2(ran.exit == 0, ran.error.constData());
    const QJsonObject json = ran.json().object();
    QCOMPARE(json[u"target"][u"task"].toString(), QStringLiteral("generate"));
    QCOMPARE(json[u"target"][u"position"].toInt(), 1);
    QVERIFY(json[u"target"][u"name"].toString().contains(u" at 1 "));
    QCOMPARE(json[u"scores"][0][u"axis"].toString(), QStringLiteral("encoder"));
    const QJsonArray tokens = json[u"sample"][u"axes"][0][u"tokens"].toArray();
    QCOMPARE(json[u"scores"][0][u"values"].toArray().size(), tokens.size());
    QFile file(folder.filePath(QStringLiteral("finding.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(file.readAll()).object(), json);
    QFile tensors(folder.filePath(QStringLiteral("finding.safetensors")));
    QVERIFY(tensors.open(QIODevice::ReadOnly));
    QVERIFY(tensors.readAll().contains("\"scores.encoder.relevance\""));
}

void ExplainTest::tellsPeople() {
    const Ran ran = explainLetters({QStringLiteral("--method"), QStringLiteral("occlusion"),
                                    QStringLiteral("--words"), QStringLiteral("--faithfulness"),
                                    QStringLiteral("--compare"), QStringLiteral("relevance")});
    QVERIFY2(ran.exit == 0, ran.error.constData());
    QVERIFY(ran.out.contains("Faithfulness: "));
    QVERIFY(ran.out.contains("occlusion and relevance: Spearman"));
    QVERIFY(ran.out.contains("occlusion of “"));
    QVERIFY(ran.out.contains("Measured: how much the score falls"));
}

void ExplainTest::wrongUseIsTold_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* options, int exit, const char* named) {
        QTest::newRow(options) << QString::fromUtf8(options).split(QLatin1Char(' ')) << exit
                               << QByteArray(named);
    };
    row("--text sth", 2, "--method");
    row("--method rollout", 2, "Give one of --text");
    row("--method rollout --text sth --query minus", 2, "query");
    row("--method tea-leaves --text sth", 1, "integrated-gradients");
    row("--method relevance --text sth --target 99", 1, "position does not exist");
    row("--method relevance --text sth --target 0:nowhere", 1, "nowhere");
    row("--method patching --text sth", 1, "compares two Samples");
    row("--method rollout --text sth --compare logit-lens", 1, "scores no token");
}

void ExplainTest::wrongUseIsTold() {
    QFETCH(QStringList, options);
    QFETCH(int, exit);
    QFETCH(QByteArray, named);
    const Ran ran = explain(options);
    QCOMPARE(ran.exit, exit);
    QVERIFY2(ran.error.contains(named), ran.error.constData());
}

} // namespace vitrine::tests
