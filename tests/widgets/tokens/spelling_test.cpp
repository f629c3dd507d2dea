#include "widgets/tokens/field/utf16map.h"
#include "widgets/tokens/study/piecewords.h"

#include <QTest>
#include <QTextDocument>

using namespace vitrine;
using namespace vitrine::widgets;

/// Bytes as text and back, and pieces as a reader writes them.
class SpellingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spellsPieces_data();
    void spellsPieces();
    void keepsUntouchedBytes_data();
    void keepsUntouchedBytes();
    void mapsUnitsAndBytes();
    void documentKeepsTheRawText();
};

void SpellingTest::spellsPieces_data() {
    QTest::addColumn<QString>("piece");
    QTest::addColumn<TokenKind>("kind");
    QTest::addColumn<bool>("byteLevel");
    QTest::addColumn<QString>("text");
    QTest::addColumn<PieceWords::Shape>("shape");
    using Shape = PieceWords::Shape;
    const auto row = [](const char* name, const QString& piece, TokenKind kind, bool byteLevel,
                        const QString& text, Shape shape) {
        QTest::addRow("%s", name) << piece << kind << byteLevel << text << shape;
    };
    row("continuation", u"##chs"_qs, TokenKind::Continuation, false, u"chs"_qs, Shape::Text);
    row("two signs", u"##"_qs, TokenKind::Piece, false, u"##"_qs, Shape::Text);
    row("word", u"Ġthe"_qs, TokenKind::Piece, true, u"the"_qs, Shape::Text);
    row("accent", u"naÃ¯ve"_qs, TokenKind::Piece, true, u"naïve"_qs, Shape::Text);
    row("part", u"ĠðŁ"_qs, TokenKind::Byte, true, u"20F09F"_qs, Shape::Hex);
    row("byte", u"<0x0A>"_qs, TokenKind::Byte, false, u"0A"_qs, Shape::Hex);
    row("space", u"Ġ"_qs, TokenKind::Piece, true, u"·"_qs, Shape::White);
    row("line end", u"Ċ"_qs, TokenKind::Piece, true, u"↵"_qs, Shape::White);
    row("joiner", u"\u200D"_qs, TokenKind::Character, false, u"200D"_qs, Shape::Code);
    row("mark", u"\u0301"_qs, TokenKind::Character, false, u"\u25CC\u0301"_qs, Shape::Text);
    row("unknown", u"[UNK]"_qs, TokenKind::Unknown, false, u"[UNK]"_qs, Shape::Text);
}

void SpellingTest::spellsPieces() {
    QFETCH(QString, piece);
    QFETCH(TokenKind, kind);
    QFETCH(bool, byteLevel);
    text::Token token;
    token.text = piece.toStdString();
    token.kind = kind;
    const PieceWords words = pieceWords(token, byteLevel);
    QTEST(words.text, "text");
    QTEST(words.shape, "shape");
}

void SpellingTest::keepsUntouchedBytes_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("removed");
    QTest::addColumn<QString>("added");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char* name, const QByteArray& bytes, int from, int removed,
                        const QString& added, const QByteArray& wanted) {
        QTest::addRow("%s", name) << bytes << from << removed << added << wanted;
    };
    row("append", "ab", 2, 0, u"c"_qs, "abc");
    row("invalid stays", "a\xFF" "b\xC3", 1, 0, u"x"_qs, "ax\xFF" "b\xC3");
    row("invalid goes", "a\xFF" "b", 1, 1, QString(), "ab");
    row("half of the next", "👍👎", 2, 0, u"👍"_qs, "👍👍👎");
    row("one of two alike", "👍👎", 0, 2, QString(), "👎");
    row("line", "a\nb", 1, 1, u"\n\n"_qs, "a\n\nb");
    row("carriage return stays", "a\r\nb", 3, 1, u"c"_qs, "a\r\nc");
    row("no-break space stays", "a\u00A0b", 2, 1, u"c"_qs, "a\u00A0c");
    row("nul stays", QByteArray("a\0b", 3), 2, 1, u"c"_qs, QByteArray("a\0c", 3));
    row("lone surrogate", "a", 1, 0, QString(QChar(0xD83D)), "a\uFFFD");
}

void SpellingTest::keepsUntouchedBytes() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, from);
    QFETCH(int, removed);
    QFETCH(QString, added);
    const Utf16Map map(bytes);
    QString raw = map.raw();
    raw.replace(from, removed, added.replace(u'\n', QChar(QChar::ParagraphSeparator)));
    QTEST(map.editedTo(raw), "wanted");
}

void SpellingTest::mapsUnitsAndBytes() {
    const Utf16Map map("a\u00E9👍\xFFz");
    QCOMPARE(map.raw(), u"a\u00E9👍\uFFFDz"_qs);
    const std::size_t bytes[] = {0, 1, 3, 3, 7, 8, 9};
    for (int unit = 0; unit < 7; ++unit) {
        QCOMPARE(map.byteOf(unit), bytes[unit]);
    }
    QCOMPARE(map.unitOf(0), qsizetype(0));
    QCOMPARE(map.unitOf(1), qsizetype(1));
    QCOMPARE(map.unitOf(3), qsizetype(2));
    QCOMPARE(map.unitOf(7), qsizetype(4));
    QCOMPARE(map.unitOf(8), qsizetype(5));
    QCOMPARE(map.unitOf(9), qsizetype(6));
}

// A document must not change what it is given, or edits would land in the wrong bytes.
void SpellingTest::documentKeepsTheRawText() {
    QByteArray bytes;
    for (int code = 0; code < 0x3000; ++code) {
        bytes += QString(QChar(code)).toUtf8();
    }
    bytes += "\uFDD0\uFDD1\uFEFF\uFFFC\uFFFD👍\xFF";
    const Utf16Map map(bytes);
    QTextDocument document;
    document.setPlainText(map.raw());
    QCOMPARE(document.toRawText(), map.raw());
    QCOMPARE(map.editedTo(map.raw()), bytes);
}

QTEST_GUILESS_MAIN(SpellingTest)
#include "spelling_test.moc"
