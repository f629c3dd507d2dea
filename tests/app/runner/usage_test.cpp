#include "process.h"
#include "tests.h"

#include <QTest>

namespace vitrine::tests {

namespace {

const QStringList kVerbs{QStringLiteral("models"), QStringLiteral("inspect"),
                         QStringLiteral("tokenize"), QStringLiteral("perturb"),
                         QStringLiteral("robustness"), QStringLiteral("parity"),
                         QStringLiteral("bench"), QStringLiteral("doctor")};

} // namespace

void UsageTest::helpAtBothLevels() {
    const Ran top = runVitrine({QStringLiteral("--help")});
    QCOMPARE(top.exit, 0);
    QVERIFY(top.out.contains("Exit codes: 0 done, 1 the work failed, 2 wrong use"));
    for (const QString& verb : kVerbs) {
        const Ran ran = runVitrine({verb, QStringLiteral("--help")});
        QCOMPARE(ran.exit, 0);
        QVERIFY2(ran.out.startsWith(QByteArray("vitrine-run " + verb.toUtf8())),
                 ran.out.constData());
        QVERIFY(ran.out.contains("--json"));
        QVERIFY(ran.error.isEmpty());
    }
}

void UsageTest::everyVerbIsListed() {
    const Ran top = runVitrine({QStringLiteral("-h")});
    for (const QString& verb : kVerbs) {
        QVERIFY2(top.out.contains(QByteArray("\n  " + verb.toUtf8() + " ")), qPrintable(verb));
    }
}

void UsageTest::wrongUse_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char* name, const QString& arguments, const char* told) {
        QTest::newRow(name) << arguments.split(u' ', Qt::SkipEmptyParts) << QByteArray(told);
    };
    row("nothing", QString(), "A verb is missing");
    row("unknown verb", QStringLiteral("dance"), "There is no such verb (dance)");
    row("unknown option", QStringLiteral("doctor --frob"), "There is no such option (--frob)");
    row("twice", QStringLiteral("doctor --json --json"), "given twice (--json)");
    row("no value", QStringLiteral("tokenize --text"), "The option needs a value: TEXT (--text)");
    row("value of a switch", QStringLiteral("doctor --json=yes"), "takes no value (--json)");
    row("stray word", QStringLiteral("doctor please"), "What is this? (please)");
    row("no tokenizer", QStringLiteral("tokenize --text x"), "--tokenizer is missing");
    row("no text", QStringLiteral("tokenize --tokenizer x"), "Give either --text or --file");
    row("both", QStringLiteral("tokenize --tokenizer x --text a --file b"), "either");
    row("length 0", QStringLiteral("tokenize --tokenizer x --text a --max-length 0"),
        "A whole number from 1 to 2147483647");
    row("length in words", QStringLiteral("tokenize --tokenizer x --text a --max-length ten"),
        "not \"ten\"");
    row("pad alone", QStringLiteral("tokenize --tokenizer x --text a --pad"),
        "--pad needs --max-length");
    row("inspect nothing", QStringLiteral("inspect --text a --out b"), "(--model)");
    row("no sample", QStringLiteral("inspect --model a --out b"),
        "Give one of --text, --workspace, --picture and --clip");
    row("sample of nothing", QStringLiteral("inspect --model a --out b --text c --sample d"),
        "--sample needs --workspace");
    row("unknown device", QStringLiteral("inspect --model a --text b --out c --device tpu:9"),
        "There is no such device (tpu:9)");
    row("no threads", QStringLiteral("doctor --threads 0"), "from 1 to 1024");
    row("parity of nothing", QStringLiteral("parity --model a"), "--expected");
    row("tolerance", QStringLiteral("parity --model a --expected b --tolerance -1"), "from 0 up");
    row("unknown bench", QStringLiteral("bench tea"), "There is no such bench (tea)");
    row("too few pairs", QStringLiteral("bench capture --pairs 3"), "from 20 to");
}

void UsageTest::wrongUse() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, told);
    const Ran ran = runVitrine(arguments);
    QCOMPARE(ran.exit, 2);
    QVERIFY2(ran.error.contains(told), ran.error.constData());
    QVERIFY2(ran.error.contains("--help"), ran.error.constData());
    QVERIFY(ran.out.isEmpty());
}

void UsageTest::version() {
    const Ran ran = runVitrine({QStringLiteral("--version")});
    QCOMPARE(ran.exit, 0);
    QVERIFY(ran.out.startsWith("vitrine-run 0."));
}

} // namespace vitrine::tests
