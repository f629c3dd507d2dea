#include "process.h"
#include "tests.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace vitrine::tests {

namespace {

Ran perturb(const QString& words, const QStringList& rest = {}) {
    return runVitrine(QStringList{QStringLiteral("perturb")} +
                      words.split(u' ', Qt::SkipEmptyParts) + rest);
}

QByteArray read(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Three sentences and a sweep over them with the model of the box.
QString sweepRecipe(const QTemporaryDir& folder) {
    put(folder, QStringLiteral("three.jsonl"),
        "{\"text\": \"Several committees discussed unusual proposals.\"}\n"
        "{\"text\": \"The restaurant was disappointing yesterday.\"}\n"
        "{\"text\": \"Children played happily while thunder approached.\"}\n");
    return put(folder, QStringLiteral("recipe.json"),
               "{\"type\": \"sweep\", \"schema\": 1, \"model\": \"" + miniLm().toUtf8() +
                   "\", \"data\": {\"file\": \"three.jsonl\"}, \"chains\": [{\"name\": \"swap\", "
                   "\"stages\": [{\"kind\": \"char.swap\"}]}], \"severities\": [0, 5], "
                   "\"bootstrap\": 50}");
}

} // namespace

void PerturbTest::listsRecords() {
    const Ran ran = perturb(QStringLiteral("--list --json"));
    QCOMPARE(ran.exit, 0);
    QStringList ids;
    for (const QJsonValue& record : ran.json().array()) {
        QVERIFY(record[u"parameters"].isArray());
        ids.append(record[u"id"].toString());
    }
    for (const char* id : {"char.drop", "char.add", "char.swap", "char.key", "char.mix",
                           "char.homoglyph", "clip.drop", "clip.shuffle", "clip.freeze"}) {
        QVERIFY2(ids.contains(QLatin1String(id)), id);
    }
}

void PerturbTest::pluginsAreListed() {
    const QJsonArray plugins = perturb(QStringLiteral("--plugins --json")).json().array();
    const bool clips = std::any_of(plugins.begin(), plugins.end(), [](const QJsonValue& each) {
        return each[u"name"].toString() == u"clips" && each[u"standing"].toString() == u"loaded";
    });
    QVERIFY(clips);
}

void PerturbTest::oneText() {
    const QStringList text{QStringLiteral("--text"), QStringLiteral("The quick brown fox")};
    const QString swap = QStringLiteral("--kind char.swap --severity 3 --seed 7");
    QCOMPARE(perturb(swap, text).out, QByteArray("The qucik borwn fox\n"));
    const QJsonObject object = perturb(swap + u" --json", text).json().object();
    QCOMPARE(object[u"effect"].toString(), QStringLiteral("changed"));
    QCOMPARE(object[u"script"].toArray().first().toArray(),
             (QJsonArray{6, 8, QStringLiteral("ci")}));
    const Ran none = perturb(QStringLiteral("--kind char.swap --severity 0 --json"), text);
    QCOMPARE(none.json()[u"effect"].toString(), QStringLiteral("unchanged"));
    QCOMPARE(none.json()[u"text"].toString(), text.last());
}

void PerturbTest::parameters() {
    const Ran ran = perturb(QStringLiteral("--kind char.key --severity 5 --text"),
                            {QStringLiteral("qqqq"), QStringLiteral("--params"),
                             QStringLiteral("{\"map\": \"azerty\", \"letters\": 3}")});
    QCOMPARE(ran.exit, 2);
    QVERIFY2(ran.error.contains("no such parameter"), ran.error.constData());
}

void PerturbTest::linesOfAFile() {
    const QTemporaryDir folder;
    const QString file =
        put(folder, QStringLiteral("words.txt"), "several words follow\n\nseveral words follow");
    const QString words = QStringLiteral("--kind char.drop --severity 5 --lines --json --file ");
    const auto lines = perturb(words + file).jsonLines();
    QCOMPARE(lines.size(), 3);
    // Each line is an example of its own.
    QVERIFY(lines[0][u"text"] != lines[2][u"text"]);
    QVERIFY(lines[0][u"example"] != lines[2][u"example"]);
    QCOMPARE(lines[1][u"effect"].toString(), QStringLiteral("unchanged"));
}

void PerturbTest::pictures() {
    if (!perturb(QStringLiteral("--list --json")).out.contains("picture.brightness")) {
        QSKIP("Built without pictures");
    }
    const QTemporaryDir folder;
    const QString in = put(folder, QStringLiteral("in.ppm"), "P6\n2 1\n255\n" "abcdef");
    const QString out = folder.filePath(QStringLiteral("out.ppm"));
    const QString words =
        QStringLiteral("--kind picture.brightness --params {\"amount\":0.2} --json ");
    const Ran ran = perturb(words + in + u' ' + out);
    QVERIFY2(ran.exit == 0, ran.error.constData());
    QCOMPARE(ran.json()[u"effect"].toString(), QStringLiteral("changed"));
    // 99 and 102 are the values of the two pixels; 51 more keep the ratios of the channels.
    QCOMPARE(read(out), QByteArray("P6\n2 1\n255\n") +
                            QByteArray("\x92\x94\x96\x96\x97\x99"));
    QCOMPARE(perturb(words + in + u" out.gif").exit, 2);
    QCOMPARE(perturb(words + in).exit, 2);
    QCOMPARE(perturb(words + u"/nowhere.png " + out).exit, 1);
}

void PerturbTest::refusals() {
    const Ran clip = perturb(QStringLiteral("--kind clip.drop --json --text x"));
    QCOMPARE(clip.exit, 1);
    QCOMPARE(clip.json()[u"effect"].toString(), QStringLiteral("refused"));
    QCOMPARE(perturb(QStringLiteral("--kind char.none --text x")).exit, 2);
    QCOMPARE(perturb(QStringLiteral("--text x")).exit, 2);
    QCOMPARE(perturb(QStringLiteral("--kind char.swap --severity 9 --text x")).exit, 2);
    QCOMPARE(perturb(QStringLiteral("--kind char.swap --file /nowhere")).exit, 1);
    QCOMPARE(perturb(QStringLiteral("--enable nobody")).exit, 1);
}

void PerturbTest::sweepsAndResumes() {
    const QTemporaryDir folder;
    const QString recipe = sweepRecipe(folder);
    const QString run = folder.filePath(QStringLiteral("run"));
    const QString robustness = QStringLiteral("robustness");
    const Ran ran = runVitrine({robustness, recipe, QStringLiteral("--out"), run,
                                QStringLiteral("--threads"), QStringLiteral("1"),
                                QStringLiteral("--json")});
    QVERIFY2(ran.exit == 0, ran.error.constData());
    QCOMPARE(ran.json()[u"cells"].toInt(), 6);
    const QByteArray summary = read(run + u"/results/summary.csv");
    QVERIFY2(summary.contains("\nattention_shift,swap,5"), summary.constData());
    QVERIFY(summary.contains("\nembedding_shift,swap,5"));

    QByteArray cells = read(run + u"/results/cells.jsonl");
    const Ran only = runVitrine({robustness, recipe, QStringLiteral("--only"),
                                 QStringLiteral("swap/5/1/1"), QStringLiteral("--threads"),
                                 QStringLiteral("1")});
    QVERIFY2(cells.contains(only.out), only.out.constData());

    // A run that was killed in the middle of a line.
    cells.truncate(cells.size() * 2 / 3);
    put(folder, QStringLiteral("run/results/cells.jsonl"), cells);
    QFile::remove(run + u"/results/summary.csv");
    const Ran resumed = runVitrine({robustness, QStringLiteral("--resume"), run,
                                    QStringLiteral("--threads"), QStringLiteral("1")});
    QVERIFY2(resumed.exit == 0, resumed.error.constData());
    QCOMPARE(read(run + u"/results/summary.csv"), summary);

    put(folder, QStringLiteral("three.jsonl"), "{\"text\": \"Another text.\"}\n");
    const Ran changed = runVitrine({robustness, QStringLiteral("--resume"), run});
    QCOMPARE(changed.exit, 1);
    QVERIFY2(changed.error.contains("data has changed"), changed.error.constData());
}

void PerturbTest::sweepsNeedTheirParts() {
    const QTemporaryDir folder;
    const QString recipe = sweepRecipe(folder);
    QCOMPARE(runVitrine({QStringLiteral("robustness"), recipe}).exit, 2);
    QCOMPARE(runVitrine({QStringLiteral("robustness"), recipe, QStringLiteral("--only"),
                         QStringLiteral("swap/5/1/99")})
                 .exit,
             2);
    QCOMPARE(runVitrine({QStringLiteral("robustness"), QStringLiteral("/nowhere.json"),
                         QStringLiteral("--out"), folder.filePath(QStringLiteral("x"))})
                 .exit,
             1);
}

} // namespace vitrine::tests
