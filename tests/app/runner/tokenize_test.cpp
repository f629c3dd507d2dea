#include "process.h"
#include "tests.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace vitrine::tests {

namespace {

/// Runs `tokenize` with MiniLM's tokenizer.
Ran tokenize(const QStringList& rest) {
    return runVitrine(QStringList{QStringLiteral("tokenize"), QStringLiteral("--tokenizer"),
                                  miniLm()} +
                      rest);
}

} // namespace

void TokenizeTest::jsonIsAsWritten() {
    const Ran ran = tokenize({QStringLiteral("--text"), QStringLiteral("Über dem Vogelbeerbaum"),
                              QStringLiteral("--json")});
    QCOMPARE(ran.exit, 0);
    const QJsonObject object = ran.json().object();
    QCOMPARE(QStringList(object.keys()),
             (QStringList{QStringLiteral("ids"), QStringLiteral("spans"), QStringLiteral("special"),
                          QStringLiteral("tokens")}));
    const QJsonArray tokens = object[u"tokens"].toArray();
    const QJsonArray spans = object[u"spans"].toArray();
    const QJsonArray special = object[u"special"].toArray();
    QCOMPARE(tokens.size(), spans.size());
    QCOMPARE(tokens.size(), object[u"ids"].toArray().size());
    QCOMPARE(tokens.first().toString(), QStringLiteral("[CLS]"));
    QCOMPARE(object[u"ids"].toArray().first().toInt(), 101);
    QCOMPARE(special.first().toInt(), 1);
    QCOMPARE(special.at(1).toInt(), 0);
    QCOMPARE(spans.first().toArray(), (QJsonArray{0, 0}));
    // "Über" is five bytes: offsets count bytes, not characters.
    QCOMPARE(tokens.at(1).toString(), QStringLiteral("uber"));
    QCOMPARE(spans.at(1).toArray(), (QJsonArray{0, 5}));
    QCOMPARE(spans.at(spans.size() - 2).toArray().last().toInt(), 23);
}

void TokenizeTest::pairAndNoSpecial() {
    const QStringList texts{QStringLiteral("--text"), QStringLiteral("one"),
                            QStringLiteral("--pair"), QStringLiteral("two"),
                            QStringLiteral("--json")};
    const QJsonArray whole = tokenize(texts).json().object()[u"tokens"].toArray();
    QCOMPARE(whole, (QJsonArray{QStringLiteral("[CLS]"), QStringLiteral("one"),
                                QStringLiteral("[SEP]"), QStringLiteral("two"),
                                QStringLiteral("[SEP]")}));
    const Ran bare = tokenize(texts + QStringList{QStringLiteral("--no-special")});
    QCOMPARE(bare.json().object()[u"tokens"].toArray(),
             (QJsonArray{QStringLiteral("one"), QStringLiteral("two")}));
}

void TokenizeTest::cutAndPad() {
    const QStringList text{QStringLiteral("--text"), QStringLiteral("one two three four"),
                           QStringLiteral("--json"), QStringLiteral("--max-length")};
    const Ran cut = tokenize(text + QStringList{QStringLiteral("4")});
    QCOMPARE(cut.json().object()[u"tokens"].toArray(),
             (QJsonArray{QStringLiteral("[CLS]"), QStringLiteral("one"), QStringLiteral("two"),
                         QStringLiteral("[SEP]")}));
    const Ran padded = tokenize(text + QStringList{QStringLiteral("8"), QStringLiteral("--pad")});
    const QJsonArray tokens = padded.json().object()[u"tokens"].toArray();
    QCOMPARE(tokens.size(), 8);
    QCOMPARE(tokens.last().toString(), QStringLiteral("[PAD]"));
}

void TokenizeTest::linesOfAFile() {
    const QTemporaryDir folder;
    // Lines end at \n only: the other line ends of Unicode and \r stay in their line.
    const QString file =
        put(folder, QStringLiteral("lines.txt"), "one\ntwo\r\n\nthree\xe2\x80\xa8" "four");
    const Ran ran = tokenize({QStringLiteral("--file"), file, QStringLiteral("--json"),
                              QStringLiteral("--no-special")});
    QCOMPARE(ran.exit, 0);
    const auto lines = ran.jsonLines();
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[1].object()[u"tokens"].toArray(), (QJsonArray{QStringLiteral("two")}));
    QVERIFY(lines[2].object()[u"tokens"].toArray().isEmpty());
    QCOMPARE(lines[3].object()[u"tokens"].toArray(),
             (QJsonArray{QStringLiteral("three"), QStringLiteral("four")}));
    const QString empty = put(folder, QStringLiteral("empty.txt"), {});
    const Ran none = tokenize({QStringLiteral("--file"), empty, QStringLiteral("--json")});
    QCOMPARE(none.exit, 0);
    QVERIFY(none.out.isEmpty());
}

void TokenizeTest::invalidUtf8IsToldAndReplaced() {
    const QTemporaryDir folder;
    const QString file = put(folder, QStringLiteral("bad.txt"), "fine\nab\xff" "cd\n");
    const Ran ran = tokenize({QStringLiteral("--file"), file, QStringLiteral("--json")});
    QCOMPARE(ran.exit, 0);
    QCOMPARE(ran.jsonLines().size(), 2);
    QVERIFY2(ran.error.contains("line 2, bytes 2–3"), ran.error.constData());
    QCOMPARE(ran.error.count("U+FFFD"), 1);
}

void TokenizeTest::textForPeople() {
    const Ran ran = tokenize({QStringLiteral("--text=--json")});
    QCOMPARE(ran.exit, 0);
    QVERIFY2(ran.out.contains("    101  [CLS]  added\n"), ran.out.constData());
    QVERIFY2(ran.out.contains("  -  0–1\n"), ran.out.constData());
}

void TokenizeTest::gpt2() {
    const QString tokenizer =
        QDir(miniLm()).absoluteFilePath(QStringLiteral("../../tokenizers/gpt2"));
    const Ran ran = runVitrine({QStringLiteral("tokenize"), QStringLiteral("--tokenizer"),
                                tokenizer, QStringLiteral("--text"),
                                QStringLiteral("Hello world"), QStringLiteral("--json")});
    QCOMPARE(ran.exit, 0);
    const QJsonObject object = ran.json().object();
    QCOMPARE(object[u"ids"].toArray(), (QJsonArray{15496, 995}));
    QCOMPARE(object[u"tokens"].toArray().last().toString(), QStringLiteral("Ġworld"));
    QCOMPARE(object[u"spans"].toArray().last().toArray(), (QJsonArray{5, 11}));
}

void TokenizeTest::problems() {
    const QTemporaryDir folder;
    const Ran empty = runVitrine({QStringLiteral("tokenize"), QStringLiteral("--tokenizer"),
                                  folder.path(), QStringLiteral("--text"), QStringLiteral("x")});
    QCOMPARE(empty.exit, 1);
    QVERIFY2(empty.error.contains(folder.path().toUtf8()), empty.error.constData());
    QVERIFY(empty.out.isEmpty());
    const Ran missing = tokenize({QStringLiteral("--file"), folder.filePath(QStringLiteral("no"))});
    QCOMPARE(missing.exit, 1);
    put(folder, QStringLiteral("tokenizer.json"), "{\"model\": ");
    const Ran broken = runVitrine({QStringLiteral("tokenize"), QStringLiteral("--tokenizer"),
                                   folder.path(), QStringLiteral("--text"), QStringLiteral("x")});
    QCOMPARE(broken.exit, 1);
    QVERIFY2(broken.error.contains("tokenizer.json"), broken.error.constData());
}

} // namespace vitrine::tests
