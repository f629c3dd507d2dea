#include "widgets/foundation/theme/theme.h"
#include "widgets/input/chiprow.h"

#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;

class ChipRowTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void continuationsTouch();
    void pointsAtTokens();
    void clicksAndKeys();
    void scrollsToWhatIsLookedAt();
    void queryAndKeyArePainted();
    void speaksItsTokens();
    void manyTokensStayFast();

  private:
    Theme theme_;
};

namespace {

TokenMarks marksOf(std::initializer_list<const char*> labels) {
    TokenMarks marks;
    std::size_t byte = 0;
    for (const char* label : labels) {
        AxisToken token;
        token.label = label;
        const bool goesOn = token.label.starts_with("##");
        token.kind = goesOn ? TokenKind::Continuation : TokenKind::Piece;
        token.source = {byte, byte + 3};
        byte += 3;
        marks.tokens.push_back(token);
    }
    return marks;
}

// How many pixels have a colour.
int pixelsOf(ChipRow& row, Token token) {
    const QImage image = row.grab().toImage();
    const QRgb wanted = lookOf(&row).color(token).rgb();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixel(x, y) == wanted ? 1 : 0;
        }
    }
    return count;
}

} // namespace

void ChipRowTest::initTestCase() {
    theme_.install(*qobject_cast<QApplication*>(qApp));
}

void ChipRowTest::continuationsTouch() {
    ChipRow row;
    row.resize(600, row.sizeHint().height());
    row.setMarks(marksOf({"the", "fr", "##is", "##bee", "flew"}));
    QCOMPARE(row.chipRect(2).left(), row.chipRect(1).right());
    QCOMPARE(row.chipRect(3).left(), row.chipRect(2).right());
    QVERIFY(row.chipRect(1).left() > row.chipRect(0).right());
    QVERIFY(row.chipRect(4).left() > row.chipRect(3).right());
}

void ChipRowTest::pointsAtTokens() {
    ChipRow row;
    row.resize(600, row.sizeHint().height());
    row.setMarks(marksOf({"the", "dog", "ran"}));
    for (std::size_t token = 0; token < 3; ++token) {
        QCOMPARE(row.tokenAt(row.chipRect(token).center()), static_cast<int>(token));
    }
    QCOMPARE(row.tokenAt({590, 10}), -1);
    QCOMPARE(row.tokenAt({0, 10}), -1);
}

void ChipRowTest::clicksAndKeys() {
    ChipRow row;
    row.resize(600, row.sizeHint().height());
    row.setMarks(marksOf({"the", "dog", "ran"}));
    row.show();
    QSignalSpy clicked(&row, &ChipRow::tokenClicked);
    QSignalSpy hovered(&row, &ChipRow::tokenHovered);
    QTest::mouseClick(&row, Qt::LeftButton, {}, row.chipRect(1).center().toPoint());
    QCOMPARE(clicked.takeLast().first().toInt(), 1);
    QTest::keyClick(&row, Qt::Key_Right);
    QCOMPARE(hovered.takeLast().first().toInt(), 2);
    QTest::keyClick(&row, Qt::Key_Return);
    QCOMPARE(clicked.takeLast().first().toInt(), 2);
    QTest::keyClick(&row, Qt::Key_Home);
    QCOMPARE(row.cursorCell(), QPoint(0, 0));
}

void ChipRowTest::scrollsToWhatIsLookedAt() {
    ChipRow row;
    row.resize(120, row.sizeHint().height());
    TokenMarks marks = marksOf({"the", "dog", "chased", "the", "ball", "over", "the", "meadow"});
    row.setMarks(marks);
    QVERIFY(row.chipRect(7).left() > row.width());
    marks.query = 7;
    row.setMarks(marks);
    QVERIFY(row.chipRect(7).right() <= row.width());
    QVERIFY(row.chipRect(7).left() >= 0);
}

void ChipRowTest::queryAndKeyArePainted() {
    ChipRow row;
    row.resize(600, row.sizeHint().height());
    TokenMarks marks = marksOf({"the", "dog", "ran"});
    row.setMarks(marks);
    QCOMPARE(pixelsOf(row, Token::Query), 0);
    marks.query = 0;
    marks.key = 2;
    row.setMarks(marks);
    QVERIFY(pixelsOf(row, Token::Query) > 20);
    QVERIFY(pixelsOf(row, Token::Key) > 20);
}

void ChipRowTest::speaksItsTokens() {
    ChipRow row;
    row.setMarks(marksOf({"the", "fr", "##is"}));
    QCOMPARE(row.tableRows(), 1);
    QCOMPARE(row.tableColumns(), 3);
    QVERIFY(row.cellText(0, 2).contains(QStringLiteral("##is")));
    QVERIFY(row.cellText(0, 2).contains(QStringLiteral("continuation")));
    QVERIFY(row.cellText(0, 2).contains(QStringLiteral("6–9")));
}

void ChipRowTest::manyTokensStayFast() {
    ChipRow row;
    row.resize(800, row.sizeHint().height());
    TokenMarks marks;
    marks.tokens.assign(20'000, marksOf({"token"}).tokens.front());
    row.setMarks(marks);
    marks.query = 19'999;
    row.setMarks(marks);
    QVERIFY(row.chipRect(19'999).right() <= row.width());
    QVERIFY(!row.grab().isNull());
}

QTEST_MAIN(ChipRowTest)
#include "chiprow_test.moc"
