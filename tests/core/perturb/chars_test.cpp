#include "tests/core/perturb/fixtures.h"

using namespace vitrine;
using namespace vitrine::tests;

/// The golden strings of the robustness specification, section 4.2, and the homoglyphs of 4.3.
class CharsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goldenStrings_data();
    void goldenStrings();
    void scriptOfTheSpecification();
    void unchangedSaysWhy_data();
    void unchangedSaysWhy();
    void homoglyphs();
    void homoglyphPairsCanBeAdded();
    void clustersAreLetters();
    void capitalsStayCapital();
};

namespace {

const std::string kSentence =
    "The quick brown fox jumps over the lazy dog near Washington, said Charlotte.";

perturb::Setting golden(double severity) {
    return {.severity = severity,
            .seed = 7,
            .parameters = {{"stopwords", texts({"the", "and", "over", "near"})}}};
}

} // namespace

void CharsTest::goldenStrings_data() {
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<double>("severity");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* kind, double severity, const char* expected) {
        QTest::addRow("%s %g", kind, severity) << QByteArray(kind) << severity
                                               << QByteArray(expected);
    };
    row("char.drop", 2,
        "The quick brown fox jumps over the lazy dog near Washington, sad Charlotte.");
    row("char.drop", 5, "The quck bown fox jmps over the lzy dog near Wasington, sad Charlote.");
    row("char.add", 2,
        "The quuick brown fox jumps over the larzy dog near Whashington, said Cpharlotte.");
    row("char.add", 5,
        "The quuick broywn fox jumpzs over the larzy dog near Whashington, saizd Cpharlotte.");
    row("char.swap", 2,
        "The qucik brown fox jupms over the lzay dog near Washington, said Charlotte.");
    row("char.swap", 5,
        "The qucik borwn fox jupms over the lzay dog near Washintgon, siad Cahrlotte.");
    row("char.key", 2,
        "The quick briwn fox jumps over the lazy dog near Washongton, ssid Chaflotte.");
    row("char.key", 5,
        "The quivk briwn fox jymps over the laxy dog near Washongton, ssid Chaflotte.");
    row("char.mix", 2,
        "The quick brown fox jujps over the lzay dog near Wahington, said Charloxtte.");
    row("char.mix", 5,
        "The quik brwon fox jujps over the lzay dog near Wahington, sqid Charloxtte.");
}

void CharsTest::goldenStrings() {
    QFETCH(QByteArray, kind);
    QFETCH(double, severity);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(textOf(kind.toStdString(), kSentence, golden(severity))),
             expected);
}

void CharsTest::scriptOfTheSpecification() {
    const auto result = perturb::perturb(kindNamed("char.swap"), textSample(kSentence), golden(3));
    QVERIFY(result.ok());
    QVERIFY(result->effect == perturb::Effect::Changed);
    const perturb::TextEdit first{{6, 8}, "ci"};
    QVERIFY(result->script.text.front() == first);
}

void CharsTest::unchangedSaysWhy_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("empty") << QByteArray("") << QByteArray("no eligible word");
    QTest::newRow("blanks") << QByteArray(" \t\n ") << QByteArray("no eligible word");
    QTest::newRow("one letter") << QByteArray("a") << QByteArray("no eligible word");
    QTest::newRow("stopwords") << QByteArray("Between them, these")
                               << QByteArray("no eligible word");
    QTest::newRow("punctuation") << QByteArray("!!!! ----") << QByteArray("no eligible word");
    QTest::newRow("digits") << QByteArray("20,260 11223") << QByteArray("no eligible word");
    QTest::newRow("equal letters") << QByteArray("aaaa") << QByteArray("no place for the edit");
    QTest::newRow("invalid") << QByteArray("wo\xFFrds") << QByteArray("no eligible word");
}

void CharsTest::unchangedSaysWhy() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, reason);
    const auto result = perturb::perturb(kindNamed("char.swap"), textSample(text.toStdString()),
                                         {.severity = 5, .seed = 1});
    QVERIFY(result.ok());
    QVERIFY(result->effect == perturb::Effect::Unchanged);
    QCOMPARE(QByteArray::fromStdString(result->reason), reason);
    QCOMPARE(result->sample.text, text.toStdString());
}

void CharsTest::homoglyphs() {
    const std::string text = "scope space";
    const auto result =
        perturb::perturb(kindNamed("char.homoglyph"), textSample(text), {.severity = 5, .seed = 3});
    QVERIFY(result.ok());
    QCOMPARE(result->script.text.size(), std::size_t{2});
    const QString before = QString::fromStdString(text);
    const QString after = QString::fromStdString(result->sample.text);
    QCOMPARE(after.size(), before.size());
    int twins = 0;
    for (qsizetype i = 0; i < after.size(); ++i) {
        if (after[i] != before[i]) {
            const qsizetype pair = QStringLiteral("acepso").indexOf(before[i]);
            QVERIFY(pair >= 0);
            QCOMPARE(after[i], QStringLiteral("\u0430\u0441\u0435\u0440\u0455\u043E")[pair]);
            ++twins;
        }
    }
    QCOMPARE(twins, 2);
}

void CharsTest::homoglyphPairsCanBeAdded() {
    const perturb::Setting greek{
        .severity = 5, .parameters = {{"more", texts({"n\u03B7"})}}};
    QCOMPARE(textOf("char.homoglyph", "nnnn", greek).size(), std::size_t{5});
    const perturb::Setting ascii{.severity = 5, .parameters = {{"more", texts({"l1"})}}};
    QVERIFY(textOf("char.homoglyph", "llll", ascii).starts_with("!"));
}

void CharsTest::clustersAreLetters() {
    // A family of four people is one letter of this word, and so is a letter with its accent.
    const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";
    const std::string text = "ab" + family + "e\u0301z";
    const perturb::Setting setting{.severity = 5, .seed = 5};
    const std::string dropped = textOf("char.drop", text, setting);
    QVERIFY(dropped == "a" + family + "e\u0301z" || dropped == "abe\u0301z" ||
            dropped == "ab" + family + "z");
}

void CharsTest::capitalsStayCapital() {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const std::string typed = textOf("char.key", "WORDS", {.severity = 5, .seed = seed});
        QVERIFY(QString::fromStdString(typed).isUpper());
        const perturb::Setting german{
            .severity = 5, .seed = seed, .parameters = {{"map", "qwertz"}}};
        QVERIFY(QString::fromStdString(textOf("char.key", "\u00C4\u00D6\u00DCP", german)).isUpper());
    }
}

QTEST_APPLESS_MAIN(CharsTest)
#include "chars_test.moc"
