#include "process.h"
#include "tests.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

namespace vitrine::tests {

namespace {

Ran generate(const QStringList& options) {
    return runVitrine(QStringList{QStringLiteral("generate"), QStringLiteral("--model"),
                                  inSource(QStringLiteral("tests/golden/neural/t5-tied")),
                                  QStringLiteral("--text"), QStringLiteral("sth eat own hat")} +
                      options);
}

} // namespace

void GenerateTest::writesTokens() {
    const Ran ran = generate({QStringLiteral("--max-new-tokens"), QStringLiteral("5"),
                              QStringLiteral("--json")});
    QVERIFY2(ran.exit == 0, ran.error.constData());
    const QJsonObject json = ran.json().object();
    QVERIFY(json[u"tokens"].toArray().size() <= 5 && !json[u"tokens"].toArray().isEmpty());
    QCOMPARE(json[u"prompt_ids"].toArray(), QJsonArray{0});
    const double probability = json[u"tokens"][0][u"probability"].toDouble();
    QVERIFY(probability > 0 && probability <= 1);
    const Ran words = generate({QStringLiteral("--max-new-tokens"), QStringLiteral("5")});
    QVERIFY(words.out.startsWith(json[u"text"].toString().toUtf8()));
    QVERIFY(words.out.contains(" tokens in "));
}

void GenerateTest::ranksAnswers() {
    const Ran ran = generate({QStringLiteral("--rank"), QStringLiteral("sun,eat,hat"),
                              QStringLiteral("--json")});
    QVERIFY2(ran.exit == 0, ran.error.constData());
    const QJsonArray answers = ran.json().array();
    QCOMPARE(answers.size(), 3);
    QVERIFY(answers[0][u"log_probability"].toDouble() >= answers[2][u"log_probability"].toDouble());
}

void GenerateTest::wrongOptionsAreNamed_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* option, const char* value, int exit, const char* named) {
        QTest::newRow(option) << QStringList{QString::fromUtf8(option), QString::fromUtf8(value)}
                              << exit << QByteArray(named);
    };
    row("--num-beams", "many", 2, "num_beams");
    row("--early-stopping", "soon", 2, "early_stopping");
    row("--temperature", "0", 1, "temperature");
    row("--max-new-tokens", "0", 1, "max_new_tokens");
}

void GenerateTest::wrongOptionsAreNamed() {
    QFETCH(QStringList, options);
    QFETCH(int, exit);
    QFETCH(QByteArray, named);
    const Ran ran = generate(options);
    QCOMPARE(ran.exit, exit);
    QVERIFY2(ran.error.contains(named), ran.error.constData());
}

void GenerateTest::parityOfWrittenTexts() {
    const Ran ran = runVitrine({QStringLiteral("parity"), QStringLiteral("--model"),
                                inSource(QStringLiteral("tests/golden/neural/t5-gated")),
                                QStringLiteral("--expected"),
                                inSource(QStringLiteral(
                                    "tests/golden/neural/t5-gated/generated-beams.safetensors")),
                                QStringLiteral("--json")});
    QCOMPARE(ran.exit, 0);
    QCOMPARE(ran.json()[u"tensors"][0][u"name"].toString(), QStringLiteral("generated.ids"));
    // Beams are not what greedy decoding writes: the same file against another model fails.
    const Ran other = runVitrine({QStringLiteral("parity"), QStringLiteral("--model"),
                                  inSource(QStringLiteral("tests/golden/neural/t5-tied")),
                                  QStringLiteral("--expected"),
                                  inSource(QStringLiteral(
                                      "tests/golden/neural/t5-gated/generated-beams.safetensors"))});
    QCOMPARE(other.exit, 1);
}

} // namespace vitrine::tests
