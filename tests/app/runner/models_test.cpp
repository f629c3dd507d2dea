#include "process.h"
#include "tests.h"

#include "core/base/safetensors.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>

namespace vitrine::tests {

namespace {

const QString kText = QStringLiteral("The cat sat on the mat.");

QJsonDocument readJsonFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll())
                                          : QJsonDocument();
}

template <class Value>
std::vector<Value> valuesOf(const SafetensorsFile& file, const TensorInfo& tensor) {
    const auto bytes = file.bytes(tensor);
    std::vector<Value> values(bytes.size() / sizeof(Value));
    std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
}

QString golden(const QString& name) {
    return inSource(QStringLiteral("tests/golden/neural/") + name);
}

} // namespace

void ModelsTest::inspectsAPictureAndAFrame() {
    const QTemporaryDir folder;
    const QString samples = inSource(QStringLiteral("resources/samples/"));
    int count = 0;
    const auto best = [&](const QStringList& what) {
        const QString out = folder.filePath(QString::number(++count));
        const Ran ran = runVitrine(QStringList{QStringLiteral("inspect"), QStringLiteral("--model"),
                                               inSource(QStringLiteral("resources/models/emoji-vit")),
                                               QStringLiteral("--out"), out} +
                                   what);
        return ran.exit != 0
                   ? QString::fromUtf8(ran.error)
                   : readJsonFile(out + QStringLiteral("/predictions.json"))
                         .array()[0][u"candidates"][0][u"label"].toString();
    };
    QCOMPARE(best({QStringLiteral("--picture"), samples + QStringLiteral("apple.png")}),
             QStringLiteral("red apple"));
    const QString clip = samples + QStringLiteral("evening.mp4");
    QCOMPARE(best({QStringLiteral("--clip"), clip, QStringLiteral("--frame"), QStringLiteral("28")}),
             QStringLiteral("crescent moon"));
    QVERIFY(best({QStringLiteral("--clip"), clip, QStringLiteral("--frame"), QStringLiteral("48")})
                .contains(QStringLiteral("no frame 48")));
}

void ModelsTest::cardOfMiniLm() {
    const Ran ran = runVitrine({QStringLiteral("models"), QStringLiteral("--json")});
    QVERIFY2(ran.exit == 0, ran.error.constData());
    const QJsonArray cards = ran.json().array();
    QVERIFY(!cards.isEmpty());
    QJsonObject card;
    for (const auto& each : cards) {
        if (each.toObject()[u"name"].toString() == u"all-MiniLM-L6-v2") {
            card = each.toObject();
        }
    }
    QCOMPARE(card[u"family"].toString(), QStringLiteral("bert"));
    QCOMPARE(card[u"architecture"].toString(), QStringLiteral("BertModel"));
    QCOMPARE(card[u"layers"].toInt(), 6);
    QCOMPARE(card[u"heads"].toInt(), 12);
    QCOMPARE(card[u"width"].toInt(), 384);
    QCOMPARE(card[u"vocabulary"].toInt(), 30522);
    QCOMPARE(card[u"positions"].toInt(), 512);
    QCOMPARE(card[u"parameters"].toInt(), 22'713'216);
    const Ran people = runVitrine({QStringLiteral("models"), miniLm()});
    QCOMPARE(people.exit, 0);
    QVERIFY2(people.out.contains("22.7 M parameters, 6 layers of 12 heads"),
             people.out.constData());
}

void ModelsTest::brokenFolderIsTold() {
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("broken")));
    QFile config(folder.filePath(QStringLiteral("broken/config.json")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write(R"({"model_type": "bert"})");
    config.close();
    const Ran ran = runVitrine({QStringLiteral("models"), folder.path(), QStringLiteral("--json")});
    QCOMPARE(ran.exit, 1);
    const QJsonObject told = ran.json().array().first().toObject();
    QCOMPARE(QFileInfo(told[u"folder"].toString()).fileName(), QStringLiteral("broken"));
    QVERIFY(!told[u"problem"].toObject()[u"what"].toString().isEmpty());
}

void ModelsTest::emptyPlace() {
    const QTemporaryDir folder;
    const Ran given = runVitrine({QStringLiteral("models"), folder.path()});
    QCOMPARE(given.exit, 1);
    QVERIFY(given.error.contains("There is no model here"));
    const Ran cache =
        runVitrine({QStringLiteral("models"), QStringLiteral("--json")}, folder.path());
    QCOMPARE(cache.exit, 1);
    QVERIFY(cache.error.contains("Run app/setup.sh"));
    QCOMPARE(cache.out, QByteArray("[]\n"));
}

void ModelsTest::inspectWritesEverything() {
    const QTemporaryDir folder;
    const QString out = folder.filePath(QStringLiteral("new/place"));
    const Ran ran = runVitrine({QStringLiteral("inspect"), QStringLiteral("--model"), miniLm(),
                                QStringLiteral("--text"), kText, QStringLiteral("--out"), out,
                                QStringLiteral("--json")});
    QVERIFY2(ran.exit == 0, ran.error.constData());
    QCOMPARE(ran.json().object()[u"tokens"].toInt(), 9);
    QCOMPARE(ran.json().object()[u"sites"].toInt(), 6);

    const auto opened =
        SafetensorsFile::open(QString(out + u"/trace.safetensors").toStdString());
    QVERIFY(opened.ok());
    const SafetensorsFile& file = **opened;
    QCOMPARE(valuesOf<std::int64_t>(file, *file.find("input.ids")),
             (std::vector<std::int64_t>{101, 1996, 4937, 2938, 2006, 1996, 13523, 1012, 102}));
    QCOMPARE(file.find("input.types")->shape, (std::vector<std::int64_t>{1, 9}));
    QCOMPARE(file.find("hidden.text.0")->shape, (std::vector<std::int64_t>{1, 9, 384}));
    QVERIFY(file.find("hidden.text.6") != nullptr);
    QVERIFY(file.find("hidden.text.7") == nullptr);
    for (int layer = 0; layer < 6; ++layer) {
        const auto* maps = file.find("attention.text." + std::to_string(layer) + ".self");
        QVERIFY(maps != nullptr);
        QCOMPARE(maps->shape, (std::vector<std::int64_t>{1, 12, 9, 9}));
        const auto weights = valuesOf<float>(file, *maps);
        for (std::size_t row = 0; row < weights.size(); row += 9) {
            double sum = 0;
            for (std::size_t key = 0; key < 9; ++key) {
                sum += weights[row + key];
            }
            QVERIFY2(std::abs(sum - 1) < 1e-5, "each row of a map sums to 1");
        }
    }
    const auto embedding = valuesOf<float>(file, *file.find("embedding.text"));
    double norm = 0;
    for (const float value : embedding) {
        norm += static_cast<double>(value) * value;
    }
    QCOMPARE(embedding.size(), std::size_t{384});
    QVERIFY(std::abs(norm - 1) < 1e-5);

    const QJsonArray tokens = readJsonFile(out + QStringLiteral("/tokens.json"))
                                  .object()[u"axes"].toArray().first().toObject()[u"tokens"]
                                  .toArray();
    QCOMPARE(tokens.size(), 9);
    const QJsonObject cat = tokens.at(2).toObject();
    QCOMPARE(cat[u"label"].toString(), QStringLiteral("cat"));
    QCOMPARE(cat[u"id"].toInt(), 4937);
    QCOMPARE(cat[u"begin"].toInt(), 4);
    QCOMPARE(cat[u"end"].toInt(), 7);
    const QJsonDocument predictions = readJsonFile(out + QStringLiteral("/predictions.json"));
    QCOMPARE(predictions.array().first().toObject()[u"task"].toString(), QStringLiteral("embed"));
}

void ModelsTest::inspectTakesASampleOfAWorkspace() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("some.vitrine"));
    QFile workspace(file);
    QVERIFY(workspace.open(QIODevice::WriteOnly));
    workspace.write(R"({"format": "vitrine-workspace", "schema": 1, "samples": [
        {"id": "frisbee", "name": "Frisbee", "text": "The dog"},
        {"id": "pair", "name": "Pair", "text": "Why did the dog run?", "pair": "It wanted to."}
        ], "sample": "frisbee"})");
    workspace.close();
    const auto inspect = [&](const QString& sample) {
        return runVitrine({QStringLiteral("inspect"), QStringLiteral("--model"), miniLm(),
                           QStringLiteral("--workspace"), file, QStringLiteral("--sample"), sample,
                           QStringLiteral("--out"), folder.path()});
    };
    const Ran pair = inspect(QStringLiteral("pair"));
    QVERIFY2(pair.exit == 0, pair.error.constData());
    const QJsonObject tokens =
        readJsonFile(folder.filePath(QStringLiteral("tokens.json"))).object();
    QCOMPARE(tokens[u"text"].toString(), QStringLiteral("Why did the dog run?"));
    QVERIFY(tokens[u"pair"].toString().startsWith(QStringLiteral("It wanted")));
    const Ran front = runVitrine({QStringLiteral("inspect"), QStringLiteral("--model"), miniLm(),
                                  QStringLiteral("--workspace"), file, QStringLiteral("--out"),
                                  folder.path(), QStringLiteral("--json")});
    QCOMPARE(front.json().object()[u"tokens"].toInt(), 4);
    const Ran unknown = inspect(QStringLiteral("giraffe"));
    QCOMPARE(unknown.exit, 1);
    QVERIFY2(unknown.error.contains("giraffe") && unknown.error.contains("frisbee"),
             unknown.error.constData());
}

void ModelsTest::inspectTellsWhatIsWrong() {
    const QTemporaryDir folder;
    const auto inspect = [&](const QString& model, const QString& text, const QString& out,
                             const QString& task) {
        return runVitrine({QStringLiteral("inspect"), QStringLiteral("--model"), model,
                           QStringLiteral("--text"), text, QStringLiteral("--out"), out,
                           QStringLiteral("--task"), task});
    };
    const QString out = folder.filePath(QStringLiteral("out"));
    const Ran noModel = inspect(folder.path(), kText, out, QStringLiteral("embed"));
    QCOMPARE(noModel.exit, 1);
    QVERIFY(noModel.error.contains("config.json"));
    const Ran tooLong =
        inspect(miniLm(), QStringLiteral("word ").repeated(600), out, QStringLiteral("embed"));
    QCOMPARE(tooLong.exit, 1);
    QVERIFY2(tooLong.error.contains("602") && tooLong.error.contains("512"),
             tooLong.error.constData());
    const Ran noTask = inspect(miniLm(), kText, out, QStringLiteral("translate"));
    QCOMPARE(noTask.exit, 1);
    QVERIFY(noTask.error.contains("translate"));
    QVERIFY(!QFileInfo::exists(out));
    const Ran noFolder =
        inspect(miniLm(), kText, QStringLiteral("/proc/nowhere"), QStringLiteral("embed"));
    QCOMPARE(noFolder.exit, 1);
    QVERIFY(noFolder.error.contains("/proc/nowhere"));
}

void ModelsTest::parityPasses() {
    const Ran ran = runVitrine({QStringLiteral("parity"), QStringLiteral("--model"), miniLm(),
                                QStringLiteral("--expected"),
                                golden(QStringLiteral("minilm/expected.safetensors")),
                                QStringLiteral("--json")});
    QVERIFY2(ran.exit == 0, QByteArray(ran.out + ran.error).constData());
    const QJsonObject report = ran.json().object();
    QCOMPARE(report[u"passed"].toBool(), true);
    const QJsonArray tensors = report[u"tensors"].toArray();
    QVERIFY(tensors.size() >= 14);
    for (const auto& each : tensors) {
        const QJsonObject tensor = each.toObject();
        QVERIFY(tensor[u"passed"].toBool());
        const bool map = tensor[u"name"].toString().startsWith(QStringLiteral("attention."));
        QCOMPARE(tensor[u"tolerance"].toDouble(), map ? 1e-5 : 1e-4);
        QVERIFY(tensor[u"max_abs"].toDouble() <= tensor[u"tolerance"].toDouble());
        QVERIFY(tensor.contains(QStringLiteral("max_rel")));
    }
}

void ModelsTest::parityFailsAboveTheTolerance() {
    const Ran ran = runVitrine({QStringLiteral("parity"), QStringLiteral("--model"), miniLm(),
                                QStringLiteral("--expected"),
                                golden(QStringLiteral("minilm/expected.safetensors")),
                                QStringLiteral("--tolerance"), QStringLiteral("1e-12")});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.out.contains("FAILED  hidden.text."), ran.out.constData());
    QVERIFY(ran.out.contains("Some tensors do not agree."));
}

void ModelsTest::parityNeedsItsFile() {
    const Ran ran = runVitrine({QStringLiteral("parity"), QStringLiteral("--model"), miniLm(),
                                QStringLiteral("--expected"),
                                QStringLiteral("/nowhere.safetensors")});
    QCOMPARE(ran.exit, 1);
    QVERIFY(ran.error.contains("/nowhere.safetensors"));
}

} // namespace vitrine::tests
