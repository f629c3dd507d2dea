#include "tests/widgets/tokens/fixtures.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/rows/tokenizerrows.h"
#include "widgets/tokens/study/tokenstudy.h"

#include <QApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace vitrine;
using namespace vitrine::widgets;

/// The aligned rows, driven by mouse and keys and looked at pixel by pixel.
class RowsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void boxesStandOverTheirBytes_data();
    void boxesStandOverTheirBytes();
    void clickSelectsInAllRows();
    void clickInTheSourceLine();
    void dragAndShiftExtend();
    void doubleClickTakesTheWord();
    void bytePiecesShareTheSelection();
    void arrowsWalk();
    void hoverMarks();
    void templateTokensHavePills();
    void unknownIsDanger();
    void droppedBytesAreGhosts();
    void whiteSpaceComesAndGoes();
    void idsComeAndGo();

private:
    [[nodiscard]] QImage picture() const;
    [[nodiscard]] QPoint middleOf(int row, int token) const;
    void click(QPoint point, Qt::KeyboardModifiers modifiers = {});
    [[nodiscard]] int count(const QImage& image, const QRectF& area, Token token) const;

    Theme theme_;
    std::unique_ptr<TokenStudy> study_;
    std::unique_ptr<TokenizerRows> rows_;
};

void RowsTest::initTestCase() {
    theme_.install(*qApp);
}

void RowsTest::init() {
    study_ = std::make_unique<TokenStudy>();
    rows_ = std::make_unique<TokenizerRows>(*study_);
    study_->setTokenizers(tests::realTokenizers());
    study_->setText(tests::sentence());
    rows_->resize(1135, 342);
    rows_->show();
    QVERIFY(QTest::qWaitForWindowExposed(rows_.get()));
}

void RowsTest::cleanup() {
    rows_.reset();
    study_.reset();
}

QImage RowsTest::picture() const {
    QImage image(rows_->size(), QImage::Format_RGB32);
    rows_->render(&image);
    return image;
}

QPoint RowsTest::middleOf(int row, int token) const {
    return rows_->boxRect(row, token).center().toPoint();
}

void RowsTest::click(QPoint point, Qt::KeyboardModifiers modifiers) {
    QTest::mouseClick(rows_.get(), Qt::LeftButton, modifiers, point);
}

int RowsTest::count(const QImage& image, const QRectF& area, Token token) const {
    int pixels = 0;
    const QRect inside = area.toAlignedRect().intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x) {
            pixels += image.pixelColor(x, y) == theme_.color(token) ? 1 : 0;
        }
    }
    return pixels;
}

void RowsTest::boxesStandOverTheirBytes_data() {
    QTest::addColumn<int>("row");
    QTest::addColumn<QByteArray>("word");
    for (int row = 0; row < 2; ++row) {
        for (const char* word :
             {"Unbelievably", "the", "naïve", "dachshund", "caught", "frisbee"}) {
            QTest::addRow("%d %s", row, word) << row << QByteArray(word);
        }
    }
}

// The outline of a word's boxes is where its bytes are in the source line: the outline's colour is
// in the columns of both ends and the ground between and outside.
void RowsTest::boxesStandOverTheirBytes() {
    QFETCH(int, row);
    QFETCH(QByteArray, word);
    rows_->setWhiteSpaceShown(false);
    const Span bytes = tests::spanOf(tests::sentence(), word);
    const QRectF source = rows_->bytesRect(bytes);
    const TokenRow& tokens = study_->snapshot()->rows[static_cast<std::size_t>(row)];
    const QRectF box = rows_->boxRect(row, tokens.tokenAt(bytes));
    const QImage image = picture();
    const int y = static_cast<int>(box.center().y());
    const auto darkest = [&](double x) {
        int least = 255;
        for (int at = static_cast<int>(std::floor(x)) - 1; at <= std::ceil(x) + 1; ++at) {
            least = std::min(least, qGray(image.pixel(at, y)));
        }
        return least;
    };
    QVERIFY2(darkest(source.left() + 0.75) < 190, "no edge over the first byte");
    QVERIFY2(darkest(source.right() - 0.75) < 190, "no edge over the last byte");
    // Between this word and the byte before it there is no box of WordPiece.
    if (row == 0 && bytes.begin > 0) {
        const QRectF before = rows_->bytesRect({bytes.begin - 1, bytes.begin});
        QCOMPARE(image.pixelColor(static_cast<int>(before.center().x()), y),
                 theme_.color(Token::S2));
    }
    // The glyphs stand over the same columns in the source line.
    QVERIFY(count(image, source, Token::T1) > 0);
}

void RowsTest::clickSelectsInAllRows() {
    const TokenRow& bert = study_->snapshot()->rows[0];
    const int chs = tests::tokenOf(bert, "##chs");
    QSignalSpy selected(rows_.get(), &TokenizerRows::sourceSelected);
    click(middleOf(0, chs));
    QCOMPARE(selected.count(), 1);
    QCOMPARE(study_->selected(), (Span{27, 30}));
    QCOMPARE(study_->currentToken(), chs);
    // The band runs through all rows over exactly these bytes, and through no neighbour.
    const QImage image = picture();
    const QRectF bytes = rows_->bytesRect({27, 30});
    const QRectF next = rows_->bytesRect({31, 33});
    for (int row = 0; row < 4; ++row) {
        const double y = rows_->boxRect(row, 1).bottom() + 30;
        const auto at = [&](double x) {
            return image.pixelColor(static_cast<int>(x), static_cast<int>(y));
        };
        QCOMPARE(at(bytes.left() + 2), theme_.color(Token::Sel));
        QCOMPARE(at(bytes.right() - 2), theme_.color(Token::Sel));
        QCOMPARE(at(next.center().x()), theme_.color(Token::S2));
    }
    // A click in another row at the same bytes: that row's own piece.
    const int ach = tests::tokenOf(study_->snapshot()->rows[1], "ach");
    click(middleOf(1, ach));
    QCOMPARE(study_->currentRow(), 1);
    QCOMPARE(study_->selected(), (Span{26, 29}));
    QCOMPARE(selected.count(), 2);
}

void RowsTest::clickInTheSourceLine() {
    const Span accent = tests::spanOf(tests::sentence(), "ï");
    click(rows_->bytesRect(accent).center().toPoint());
    QCOMPARE(study_->selected(), accent);
    QCOMPARE(study_->token()->text, std::string("naive"));
    // On nothing: nothing is selected.
    click(QPoint(1120, 200));
    QVERIFY(study_->selected().empty());
    // On a name: that tokenizer becomes the current one.
    click(QPoint(40, static_cast<int>(rows_->boxRect(2, 0).center().y())));
    QCOMPARE(study_->currentRow(), 2);
}

void RowsTest::dragAndShiftExtend() {
    const TokenRow& bert = study_->snapshot()->rows[0];
    const QPoint da = middleOf(0, tests::tokenOf(bert, "da"));
    const QPoint hun = middleOf(0, tests::tokenOf(bert, "##hun"));
    QTest::mousePress(rows_.get(), Qt::LeftButton, {}, da);
    QTest::mouseMove(rows_.get(), hun);
    QCOMPARE(study_->selected(), (Span{25, 33}));
    QTest::mouseRelease(rows_.get(), Qt::LeftButton, {}, hun);
    click(da);
    QCOMPARE(study_->selected(), (Span{25, 27}));
    click(middleOf(0, tests::tokenOf(bert, "caught")), Qt::ShiftModifier);
    QCOMPARE(study_->selected(), (Span{25, 41}));
}

void RowsTest::doubleClickTakesTheWord() {
    const int chs = tests::tokenOf(study_->snapshot()->rows[0], "##chs");
    click(middleOf(0, chs));
    QTest::mouseDClick(rows_.get(), Qt::LeftButton, {}, middleOf(0, chs));
    QCOMPARE(study_->selected(), tests::spanOf(tests::sentence(), "dachshund"));
    QCOMPARE(study_->currentToken(), chs);
}

// Pieces of one character carry the whole character: each stands over its own bytes, any of them
// selects the character.
void RowsTest::bytePiecesShareTheSelection() {
    const TokenRow& gpt = study_->snapshot()->rows[1];
    const int first = tests::tokenOf(gpt, "ĠðŁ");
    const Span disc = tests::spanOf(tests::sentence(), "🥏");
    const QRectF source = rows_->bytesRect(disc);
    const double pitch = source.width() / 4;
    QCOMPARE(rows_->boxRect(1, first + 1).left(), source.left() + 2 * pitch);
    QCOMPARE(rows_->boxRect(1, first + 2).right(), source.right());
    click(middleOf(1, first + 2));
    QCOMPARE(study_->selected(), disc);
    QCOMPARE(study_->currentToken(), first + 2);
}

void RowsTest::arrowsWalk() {
    rows_->setFocus();
    click(middleOf(0, tests::tokenOf(study_->snapshot()->rows[0], "da")));
    QSignalSpy selected(rows_.get(), &TokenizerRows::sourceSelected);
    QTest::keyClick(rows_.get(), Qt::Key_Right);
    QCOMPARE(study_->selected(), (Span{27, 30}));
    QTest::keyClick(rows_.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(study_->selected(), (Span{27, 33}));
    QTest::keyClick(rows_.get(), Qt::Key_Down);
    QCOMPARE(study_->currentRow(), 1);
    QCOMPARE(study_->token()->text, std::string("ach"));
    QTest::keyClick(rows_.get(), Qt::Key_Left);
    QCOMPARE(study_->token()->text, std::string("Ġd"));
    QTest::keyClick(rows_.get(), Qt::Key_Return);
    QCOMPARE(study_->selected(), (Span{25, 34}));
    QTest::keyClick(rows_.get(), Qt::Key_Home);
    QCOMPARE(study_->currentToken(), 0);
    QTest::keyClick(rows_.get(), Qt::Key_End);
    QCOMPARE(study_->currentToken(),
             static_cast<int>(study_->snapshot()->rows[1].tokens().size()) - 1);
    QTest::keyClick(rows_.get(), Qt::Key_Escape);
    QVERIFY(study_->selected().empty());
    QCOMPARE(selected.count(), 7);
}

void RowsTest::hoverMarks() {
    const int caught = tests::tokenOf(study_->snapshot()->rows[0], "caught");
    const QRectF box = rows_->boxRect(0, caught);
    QCOMPARE(count(picture(), box, Token::Hover), 0);
    QTest::mouseMove(rows_.get(), box.center().toPoint());
    QVERIFY(count(picture(), box, Token::Hover) > 100);
    QTest::mouseMove(rows_.get(), QPoint(5, 5));
    QCOMPARE(count(picture(), box, Token::Hover), 0);
}

void RowsTest::templateTokensHavePills() {
    const QRectF first = rows_->boxRect(0, 0);
    const QRectF last = rows_->boxRect(0, 21);
    QVERIFY(first.right() < rows_->bytesRect({0, 1}).left());
    QVERIFY(last.left() > rows_->bytesRect({65, 66}).right());
    QVERIFY(count(picture(), first, Token::Sunk) > 50);
    click(first.center().toPoint());
    QCOMPARE(study_->token()->text, std::string("[CLS]"));
    QVERIFY(study_->selected().empty());
}

void RowsTest::unknownIsDanger() {
    const int unknown = tests::tokenOf(study_->snapshot()->rows[0], "[UNK]");
    const QImage image = picture();
    const QRectF box = rows_->boxRect(0, unknown);
    QCOMPARE(box.left(), rows_->bytesRect(tests::spanOf(tests::sentence(), "🥏")).left());
    QVERIFY(count(image, box, Token::DangerGround) > 100);
    QCOMPARE(count(image, rows_->boxRect(1, 3), Token::DangerGround), 0);
}

void RowsTest::droppedBytesAreGhosts() {
    study_->setText("e\u0301 and \u200D b");
    const QImage image = picture();
    const double y = rows_->boxRect(0, 1).center().y();
    for (const Span& dropped : {Span{1, 3}, Span{8, 11}}) {
        QRectF area = rows_->bytesRect(dropped);
        area.moveTop(y - area.height() / 2);
        QVERIFY(count(image, area, Token::DangerGround) > 20);
        QVERIFY(count(image, area, Token::DangerText) > 5);
        // GPT-2 drops nothing.
        area.translate(0, rows_->boxRect(1, 0).top() - rows_->boxRect(0, 1).top());
        QCOMPARE(count(image, area, Token::DangerGround), 0);
    }
}

void RowsTest::whiteSpaceComesAndGoes() {
    const QRectF space = rows_->bytesRect({13, 14});
    const QRect inside = space.adjusted(2, 1, -2, -1).toRect();
    QVERIFY(count(picture(), inside, Token::S2) < inside.width() * inside.height());
    // In GPT-2's row the space is a room before the letters of its piece.
    const QRectF piece = rows_->boxRect(1, tests::tokenOf(study_->snapshot()->rows[1], "Ġthe"));
    QCOMPARE(piece.left(), space.left());
    const QImage with = picture();
    rows_->setWhiteSpaceShown(false);
    const QImage without = picture();
    const QRect room = QRectF(space.left(), piece.top(), space.width(), 24).toRect();
    QVERIFY(with.copy(room) != without.copy(room));
    QCOMPARE(count(without, inside, Token::S2), inside.width() * inside.height());
}

void RowsTest::idsComeAndGo() {
    const QRectF box = rows_->boxRect(0, tests::tokenOf(study_->snapshot()->rows[0], "caught"));
    const QRectF below(box.left(), box.bottom() + 1, box.width(), 14);
    QVERIFY(count(picture(), below, Token::S2) < static_cast<int>(below.width() * 14));
    rows_->setIdsShown(false);
    const QRect inside = below.adjusted(2, 1, -2, -1).toRect();
    QCOMPARE(count(picture(), inside, Token::S2), inside.width() * inside.height());
    const QImage pieces = picture();
    rows_->setWords(BoxWords::Ids);
    QVERIFY(picture().copy(box.toRect()) != pieces.copy(box.toRect()));
}

QTEST_MAIN(RowsTest)
#include "rows_test.moc"
