#include "app/vitrine/window/livetokens.h"
#include "tests/app/vitrine/logictests.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::app;

namespace {

std::vector<AxisToken> tokensOf(std::initializer_list<const char*> labels) {
    std::vector<AxisToken> tokens;
    for (const char* label : labels) {
        tokens.push_back({.label = label});
    }
    return tokens;
}

} // namespace

void LiveTokensTest::countsWords_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("words");
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("blank") << QByteArray(" \n\t ") << 0;
    QTest::newRow("one") << QByteArray("hello") << 1;
    QTest::newRow("ends blank") << QByteArray("  a  b ") << 2;
    QTest::newRow("sentence") << QByteArray("The dog chased the frisbee because it was gliding "
                                            "away.")
                              << 10;
}

void LiveTokensTest::countsWords() {
    QFETCH(QByteArray, text);
    QTEST(static_cast<int>(countWords(text.toStdString())), "words");
}

void LiveTokensTest::findsChangedTokens() {
    const auto a = tokensOf({"[CLS]", "the", "fr", "##is", "##bee", "[SEP]"});
    const auto b = tokensOf({"[CLS]", "the", "fir", "##sb", "##ee", "[SEP]"});
    QCOMPARE(changedTokens(b, a),
             (std::vector<bool>{false, false, true, true, true, false}));
    QCOMPARE(changedTokens(a, a), std::vector<bool>(6, false));
    QCOMPARE(changedTokens(tokensOf({"x"}), {}), std::vector<bool>{true});
}
