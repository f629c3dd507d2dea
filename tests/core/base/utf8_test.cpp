#include "core/base/utf8.h"

#include <QTest>

using namespace vitrine;

class Utf8Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every character there is survives the way out and back.
    void encodesAllCharacters() {
        for (char32_t character = 0; character <= 0x10FFFF; ++character) {
            std::string text;
            appendUtf8(text, character);
            const Utf8Step step = utf8Step(text, 0);
            const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
            QVERIFY(step.valid);
            QCOMPARE(step.bytes, text.size());
            QVERIFY(step.character == (surrogate ? kReplacementCharacter : character));
        }
        std::string text;
        appendUtf8(text, 0x110000);
        QCOMPARE(text, std::string("\xEF\xBF\xBD"));
    }

    void agreesWithQtOnValidity() {
        // All sequences of up to three bytes from the interesting ones.
        constexpr unsigned char kBytes[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                            0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
                                            0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
        for (const unsigned char a : kBytes) {
            for (const unsigned char b : kBytes) {
                for (const unsigned char c : kBytes) {
                    for (const unsigned char d : kBytes) {
                        const std::string text{static_cast<char>(a), static_cast<char>(b),
                                               static_cast<char>(c), static_cast<char>(d)};
                        QCOMPARE(isUtf8(text), QUtf8StringView(text.data(), 4).isValidUtf8());
                    }
                }
            }
        }
    }

    void cutsMaximalParts_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<int>>("steps");
        // Unicode 15, tables 3-8 to 3-11.
        QTest::newRow("overlong") << QByteArray("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41")
                                  << QList<int>{-1, -1, -1, -1, -1, -1, -1, -1, 1};
        QTest::newRow("surrogates") << QByteArray("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41")
                                    << QList<int>{-1, -1, -1, -1, -1, -1, -1, -1, 1};
        QTest::newRow("others") << QByteArray("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42")
                                << QList<int>{-1, -1, -1, -1, -1, 1, -1, -1, 1};
        QTest::newRow("cut off") << QByteArray("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41")
                                 << QList<int>{-2, -1, -3, -2, 1};
    }

    void cutsMaximalParts() {
        QFETCH(QByteArray, text);
        QFETCH(QList<int>, steps);
        const std::string bytes = text.toStdString();
        QList<int> found;
        std::size_t at = 0;
        while (at < bytes.size()) {
            const Utf8Step step = utf8Step(bytes, at);
            found.append(step.valid ? static_cast<int>(step.bytes)
                                    : -static_cast<int>(step.bytes));
            at += step.bytes;
        }
        QCOMPARE(found, steps);
        QCOMPARE(utf8Step(bytes, bytes.size()).bytes, std::size_t{0});
    }

    void replaces() {
        QCOMPARE(toValidUtf8("a\xE2\x82z\xFF"), std::string("a\xEF\xBF\xBDz\xEF\xBF\xBD"));
        QCOMPARE(firstInvalidUtf8("Füße\xFF"), std::size_t{6});
        QCOMPARE(firstInvalidUtf8("Füße"), std::string_view::npos);
    }
};

QTEST_APPLESS_MAIN(Utf8Test)
#include "utf8_test.moc"
