#include "widgets/foundation/theme/theme.h"
#include "widgets/input/sampleeditor.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;

class SampleEditorTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void typingEmitsBytes();
    void settingEmitsNothing();
    void underlinesLieUnderTheirWords();
    void underlinesGoWhenTheTextChanges();
    void pointsAtTokens();
    void undoIsLeftToTheDocument();
    void longTextIsShownNotEdited();
    void invalidBytesAreKept();
    void growsToThreeLines();

  private:
    Theme theme_;
};

namespace {

TokenMarks marksAt(std::initializer_list<Span> spans) {
    TokenMarks marks;
    for (const Span span : spans) {
        marks.tokens.push_back({.label = "x", .source = span});
    }
    return marks;
}

// The columns of the editor in which a colour occurs: first and last.
std::pair<int, int> columnsOf(SampleEditor& editor, Token token) {
    const QImage image = editor.viewport()->grab().toImage();
    const QRgb wanted = lookOf(&editor).color(token).rgb();
    std::pair<int, int> columns{-1, -1};
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixel(x, y) == wanted) {
                columns.first = columns.first < 0 ? x : columns.first;
                columns.second = x;
            }
        }
    }
    return columns;
}

} // namespace

void SampleEditorTest::initTestCase() {
    theme_.install(*qobject_cast<QApplication*>(qApp));
}

void SampleEditorTest::typingEmitsBytes() {
    SampleEditor editor;
    QSignalSpy edited(&editor, &SampleEditor::edited);
    QTest::keyClicks(&editor, QStringLiteral("dog"));
    QCOMPARE(edited.count(), 3);
    QCOMPARE(edited.last().first().toByteArray(), QByteArray("dog"));
    editor.insertPlainText(QStringLiteral(" 🥏"));
    QCOMPARE(editor.text(), QByteArray("dog 🥏"));
}

void SampleEditorTest::settingEmitsNothing() {
    SampleEditor editor;
    QSignalSpy edited(&editor, &SampleEditor::edited);
    editor.setText("hello there");
    editor.moveCursor(QTextCursor::End);
    const int cursor = editor.textCursor().position();
    editor.setText("hello");
    QCOMPARE(edited.count(), 0);
    QCOMPARE(cursor, 11);
    QCOMPARE(editor.textCursor().position(), 5);
}

void SampleEditorTest::underlinesLieUnderTheirWords() {
    SampleEditor editor;
    editor.resize(400, 60);
    editor.show();
    editor.setText("naïve dog");
    TokenMarks marks = marksAt({{0, 6}, {7, 10}});
    marks.query = 1;
    editor.setMarks(marks, 0);
    const auto query = columnsOf(editor, Token::Query);
    const QFontMetricsF metrics(editor.font());
    const double left = metrics.horizontalAdvance(QStringLiteral("naïve "));
    QVERIFY(std::abs(query.first - left) <= 2);
    QVERIFY(query.second > query.first + 10);
    const auto plain = columnsOf(editor, Token::Outline);
    QVERIFY(plain.first >= 0 && plain.first <= 2);
    QVERIFY(plain.second < query.first);
}

void SampleEditorTest::underlinesGoWhenTheTextChanges() {
    SampleEditor editor;
    editor.resize(400, 60);
    editor.setText("dog");
    editor.setMarks(marksAt({{0, 3}}), 0);
    QVERIFY(columnsOf(editor, Token::Outline).first >= 0);
    QTest::keyClicks(&editor, QStringLiteral("x"));
    QCOMPARE(columnsOf(editor, Token::Outline).first, -1);
}

void SampleEditorTest::pointsAtTokens() {
    SampleEditor editor;
    editor.resize(400, 60);
    editor.show();
    editor.setText("one two");
    editor.setMarks(marksAt({{0, 3}, {4, 7}}), 0);
    const QFontMetrics metrics(editor.font());
    const int second = metrics.horizontalAdvance(QStringLiteral("one t"));
    QCOMPARE(editor.tokenAt({4, 8}), 0);
    QCOMPARE(editor.tokenAt({second, 8}), 1);
    QCOMPARE(editor.tokenAt({390, 8}), -1);
    editor.setMarks(marksAt({{0, 3}}), 1); // of the other segment
    QCOMPARE(editor.tokenAt({4, 8}), -1);
}

void SampleEditorTest::undoIsLeftToTheDocument() {
    SampleEditor editor;
    QTest::keyClicks(&editor, QStringLiteral("dog"));
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.text(), QByteArray("dog"));
}

void SampleEditorTest::longTextIsShownNotEdited() {
    SampleEditor editor;
    editor.resize(600, 80);
    editor.show();
    QSignalSpy edited(&editor, &SampleEditor::edited);
    QMimeData data;
    data.setText(QString(1 << 20, u'a'));
    QElapsedTimer clock;
    clock.start();
    QApplication::clipboard()->setText(data.text());
    editor.paste();
    QVERIFY2(clock.elapsed() < 500, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(edited.count(), 1);
    QCOMPARE(editor.text().size(), qsizetype{1} << 20);
    QVERIFY(editor.isReadOnly());
    QCOMPARE(editor.toPlainText().size(), SampleEditor::kPreview);
    editor.setText("short again");
    QVERIFY(!editor.isReadOnly());
}

void SampleEditorTest::invalidBytesAreKept() {
    SampleEditor editor;
    editor.setText("caf\xE9 x");
    QCOMPARE(editor.text(), QByteArray("caf\xE9 x"));
    QCOMPARE(editor.toPlainText(), QStringLiteral("caf\uFFFD x"));
    QVERIFY(editor.isReadOnly());
}

void SampleEditorTest::growsToThreeLines() {
    SampleEditor editor;
    editor.resize(300, 200);
    editor.show();
    editor.setText("one");
    const int one = editor.sizeHint().height();
    editor.setText("one\ntwo\nthree");
    const int three = editor.sizeHint().height();
    QVERIFY(three > 2 * one);
    editor.setText("one\ntwo\nthree\nfour\nfive\nsix");
    QCOMPARE(editor.sizeHint().height(), three);
}

QTEST_MAIN(SampleEditorTest)
#include "sampleeditor_test.moc"
