#include "core/base/unicode/graphemes.h"
#include "core/base/unicode/properties.h"
#include "core/text/unicode/mappings.h"
#include "core/text/unicode/units.h"
#include "core/text/unicode/utf8.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;
using namespace vitrine::text;

/// The tables against the database's own test files, and the UTF-8 reader against its rules.
class UnicodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tablesAreThoseOfTheScript();
    void properties();
    void compatibilityClasses();
    void lowerCase();
    void normalForms();
    void graphemeClusters();
    void invalidPartsAreMaximal_data();
    void invalidPartsAreMaximal();
    void repairedTextLeadsBack();
    void everyCodePointRoundTrips();
    void unitsConvert();
    void unitsOfInvalidText();
};

namespace {

const QString kDatabase = QStringLiteral("/usr/share/unicode/");

std::u32string codesOf(const QByteArray& hex) {
    std::u32string codes;
    for (const QByteArray& part : hex.split(' ')) {
        if (!part.isEmpty()) {
            codes.push_back(part.toUInt(nullptr, 16));
        }
    }
    return codes;
}

} // namespace

void UnicodeTest::tablesAreThoseOfTheScript() {
    if (!QFile::exists(kDatabase + QStringLiteral("UnicodeData.txt"))) {
        QSKIP("The Unicode Character Database (Debian: unicode-data) is not here");
    }
    const QString root = QStringLiteral(VITRINE_SOURCE_DIR "/");
    QTemporaryDir made;
    const QString script = root + QStringLiteral("core/base/unicode/generate_tables.py");
    QVERIFY(QDir(made.path()).mkpath(QStringLiteral("core/base/unicode")));
    QVERIFY(QDir(made.path()).mkpath(QStringLiteral("core/text/unicode")));
    QCOMPARE(QProcess::execute(QStringLiteral("python3"), {script, kDatabase, made.path()}), 0);
    for (const char* name :
         {"core/base/unicode/propertytables.h", "core/base/unicode/propertytables.cpp",
          "core/text/unicode/mappingtables.h", "core/text/unicode/mappingtables.cpp"}) {
        QFile committed(root + QLatin1String(name));
        QFile fresh(made.filePath(QLatin1String(name)));
        QVERIFY(committed.open(QIODevice::ReadOnly) && fresh.open(QIODevice::ReadOnly));
        QVERIFY2(committed.readAll() == fresh.readAll(), name);
    }
}

void UnicodeTest::properties() {
    QCOMPARE(unicode::Properties(U'A').category(), unicode::Category::Lu);
    QCOMPARE(unicode::Properties(U'\u0301').category(), unicode::Category::Mn);
    QCOMPARE(int(unicode::Properties(U'\u0301').combiningClass()), 230);
    QCOMPARE(unicode::Properties(U'\u216B').category(), unicode::Category::Nl);
    QVERIFY(unicode::Properties(U'\u00BD').number() && unicode::Properties(U'\u0663').number());
    QVERIFY(unicode::Properties(U'\u3000').whiteSpace() && unicode::Properties(U'\u0085').whiteSpace());
    QVERIFY(!unicode::Properties(U'\u200B').whiteSpace() && !unicode::Properties(U'\u180E').whiteSpace());
    QVERIFY(unicode::Properties(U'_').word() && unicode::Properties(U'\u200D').word() && !unicode::Properties(U'-').word());
    QCOMPARE(unicode::Properties(U'\U0010FFFF').category(), unicode::Category::Cn);
    QCOMPARE(unicode::Properties(char32_t{0x110000}).category(), unicode::Category::Cn);
    QCOMPARE(unicode::Properties(U'\uE000').category(), unicode::Category::Co);
}

void UnicodeTest::compatibilityClasses() {
    QVERIFY(unicode::Properties(U'\u1734').mark8() && !unicode::Properties(U'\u1885').mark8());
    QVERIFY(!unicode::Properties(U'\uA9BD').mark8() && !unicode::Properties(U'\u0AFE').mark8());
    QVERIFY(!unicode::Properties(U'\u0C3C').mark8() && !unicode::Properties(U'\u0B55').mark8());
    QVERIFY(unicode::Properties(U'\u166D').punctuation8() && unicode::Properties(U'\U000111C9').punctuation8());
    QVERIFY(!unicode::Properties(U'\u061D').punctuation8() && unicode::Properties(U'\u061D').punctuation());
    QVERIFY(unicode::Properties(U'\u00AD').format8() && unicode::Properties(U'\u180E').format8());
}

void UnicodeTest::lowerCase() {
    const auto lowered = [](char32_t code) {
        const Lowered parts = lower(code);
        return std::u32string(parts.codes, static_cast<std::size_t>(parts.count));
    };
    QVERIFY(lowered(U'A') == U"a" && lowered(U'\u1E9E') == U"\u00DF");
    QVERIFY(lowered(U'\u03A3') == U"\u03C3" && lowered(U'\u0130') == U"i\u0307");
    QVERIFY(lowered(U'\u13A0') == U"\uAB70" && lowered(U'\u01C5') == U"\u01C6");
    QVERIFY(lowered(U'\u00DF') == U"\u00DF" && lowered(U'1') == U"1");
}

void UnicodeTest::normalForms() {
    const QString file = kDatabase + QStringLiteral("NormalizationTest.txt.bz2");
    QProcess unpack;
    unpack.start(QStringLiteral("bzip2"), {QStringLiteral("-dc"), file});
    if (!QFile::exists(file) || !unpack.waitForStarted()) {
        QSKIP("NormalizationTest.txt.bz2 (Debian: unicode-data) or bzip2 is not here");
    }
    unpack.waitForFinished(-1);
    int lines = 0;
    for (QByteArray line : unpack.readAllStandardOutput().split('\n')) {
        line.truncate(line.indexOf('#') < 0 ? line.size() : line.indexOf('#'));
        const QList<QByteArray> fields = line.split(';');
        if (fields.size() < 5) {
            continue;
        }
        const std::u32string source = codesOf(fields[0]);
        const std::u32string composed = codesOf(fields[1]);
        const std::u32string decomposed = codesOf(fields[2]);
        for (const std::u32string& form : {source, composed, decomposed}) {
            QVERIFY2(toNfc(form) == composed, line.constData());
            QVERIFY2(toNfd(form) == decomposed, line.constData());
        }
        ++lines;
    }
    QVERIFY(lines > 18000);
}

void UnicodeTest::graphemeClusters() {
    QFile file(kDatabase + QStringLiteral("auxiliary/GraphemeBreakTest.txt"));
    if (!file.open(QIODevice::ReadOnly)) {
        QSKIP("GraphemeBreakTest.txt (Debian: unicode-data) is not here");
    }
    int lines = 0;
    while (!file.atEnd()) {
        QByteArray line = file.readLine();
        line.truncate(line.indexOf('#') < 0 ? line.size() : line.indexOf('#'));
        if (line.trimmed().isEmpty()) {
            continue;
        }
        std::string text;
        std::vector<std::size_t> expected;
        for (const QByteArray& part : line.simplified().split(' ')) {
            if (part == "÷") {
                expected.push_back(text.size());
            } else if (part != "×") {
                appendUtf8(text, part.toUInt(nullptr, 16));
            }
        }
        std::vector<std::size_t> found{0};
        while (found.back() < text.size()) {
            found.push_back(unicode::nextGrapheme(text, found.back()));
        }
        QVERIFY2(found == expected, line.constData());
        ++lines;
    }
    QVERIFY(lines > 500);
}

void UnicodeTest::invalidPartsAreMaximal_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("repaired");
    const QByteArray r = "\xEF\xBF\xBD";
    QTest::newRow("overlong") << QByteArray("\xC0\x80") << r + r;
    QTest::newRow("overlong of three") << QByteArray("\xE0\x80\x80") << r + r + r;
    QTest::newRow("cut short") << QByteArray("\xE2\x82") << r;
    QTest::newRow("cut by a letter") << QByteArray("\xF0\x9F\x98x") << r + "x";
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << r + r + r;
    QTest::newRow("CESU-8") << QByteArray("\xED\xA0\xBD\xED\xB8\x80") << r + r + r + r + r + r;
    QTest::newRow("above the range") << QByteArray("\xF4\x90\x80\x80") << r + r + r + r;
    QTest::newRow("F5") << QByteArray("\xF5\x80") << r + r;
    QTest::newRow("alone") << QByteArray("a\x80") << "a" + r;
    QTest::newRow("two cut short") << QByteArray("\xE4\xB8\xE4\xB8\xAD") << r + "\xE4\xB8\xAD";
}

void UnicodeTest::invalidPartsAreMaximal() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, repaired);
    const RepairedText made(bytes.toStdString());
    QCOMPARE(QByteArray::fromStdString(made.text()), repaired);
    QVERIFY(validPrefix(made.text()) == made.text().size());
    QVERIFY(validPrefix(bytes.toStdString()) < std::size_t(bytes.size()));
}

void UnicodeTest::repairedTextLeadsBack() {
    const RepairedText made("a\xFF"
                            "b\xE2\x82"
                            "c");
    QCOMPARE(made.text(), std::string("a\uFFFDb\uFFFDc"));
    const std::vector<Span> invalid{{1, 2}, {3, 5}};
    QVERIFY(made.invalid() == invalid);
    const std::size_t boundaries[] = {0, 1, 4, 5, 8, 9};
    const std::size_t source[] = {0, 1, 2, 3, 5, 6};
    for (int i = 0; i < 6; ++i) {
        QCOMPARE(made.sourceOf(boundaries[i]), source[i]);
    }
}

void UnicodeTest::everyCodePointRoundTrips() {
    for (char32_t code = 0; code <= unicode::kLastCodePoint; ++code) {
        std::string text;
        appendUtf8(text, code);
        const Decoded quick = decodeValidAt(text, 0);
        const Decoded checked = decodeAt(text, 0);
        const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        QVERIFY(checked.valid && checked.code == (surrogate ? kReplacementCharacter : code));
        QVERIFY(quick.code == checked.code && quick.bytes == text.size());
        QVERIFY(checked.bytes == text.size());
    }
}

void UnicodeTest::unitsConvert() {
    const Units units("a\u00E9\U0001F468\u200D\U0001F469e\u0301");
    QCOMPARE(units.bytes(), std::size_t{17});
    QCOMPARE(units.codePoints(), std::size_t{7});
    QCOMPARE(units.utf16(), std::size_t{9});
    QCOMPARE(units.graphemes(), std::size_t{4});
    QCOMPARE(units.utf16OfByte(7), std::size_t{4});
    QCOMPARE(units.byteOfUtf16(4), std::size_t{7});
    QCOMPARE(units.byteOfUtf16(3), std::size_t{3}); // inside a surrogate pair: its begin
    QCOMPARE(units.graphemeOfByte(10), std::size_t{2});
    QCOMPARE(units.byteOfGrapheme(3), std::size_t{14});
    QCOMPARE(units.byteOfGrapheme(9), std::size_t{17});
    QCOMPARE(units.codePointOfByte(2), std::size_t{1});
    QCOMPARE(units.byteOfCodePoint(2), std::size_t{3});
}

void UnicodeTest::unitsOfInvalidText() {
    const Units units("\xE2\x82"
                      "a\xFF");
    QCOMPARE(units.codePoints(), std::size_t{3});
    QCOMPARE(units.utf16(), std::size_t{3});
    QCOMPARE(units.byteOfUtf16(1), std::size_t{2});
    const Units nothing("");
    QCOMPARE(nothing.graphemes(), std::size_t{0});
    QCOMPARE(nothing.byteOfCodePoint(5), std::size_t{0});
}

QTEST_GUILESS_MAIN(UnicodeTest)
#include "unicode_test.moc"
