#include "tests/widgets/tokens/fixtures.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/rows/rowsfigure.h"
#include "widgets/tokens/rows/tokenizerrows.h"
#include "widgets/tokens/study/tokenstudy.h"

#include <QAccessible>
#include <QApplication>
#include <QImage>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace vitrine;
using namespace vitrine::widgets;

/// The aligned rows with long and strange texts, and as assistants and exports see them.
class ExtremesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void longTextScrollsAndZooms();
    void paintsAnything_data();
    void paintsAnything();
    void tellsAssistants();
    void figureHasAllPieces();

private:
    [[nodiscard]] QImage picture() const;
    [[nodiscard]] int count(const QImage& image, const QRectF& area, Token token) const;

    Theme theme_;
    std::unique_ptr<TokenStudy> study_;
    std::unique_ptr<TokenizerRows> rows_;
};

void ExtremesTest::initTestCase() {
    theme_.install(*qApp);
}

void ExtremesTest::init() {
    study_ = std::make_unique<TokenStudy>();
    rows_ = std::make_unique<TokenizerRows>(*study_);
    study_->setTokenizers(tests::realTokenizers());
    study_->setText(tests::sentence());
    rows_->resize(1135, 342);
    rows_->show();
    QVERIFY(QTest::qWaitForWindowExposed(rows_.get()));
}

void ExtremesTest::cleanup() {
    rows_.reset();
    study_.reset();
}

QImage ExtremesTest::picture() const {
    QImage image(rows_->size(), QImage::Format_RGB32);
    rows_->render(&image);
    return image;
}

int ExtremesTest::count(const QImage& image, const QRectF& area, Token token) const {
    int pixels = 0;
    const QRect inside = area.toAlignedRect().intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x) {
            pixels += image.pixelColor(x, y) == theme_.color(token) ? 1 : 0;
        }
    }
    return pixels;
}

void ExtremesTest::longTextScrollsAndZooms() {
    study_->setText(tests::longText(10 * 1024));
    QTRY_VERIFY(!study_->busy());
    auto* bar = rows_->findChild<QScrollBar*>();
    QVERIFY(bar->isVisible() && bar->value() == 0);
    study_->select({8'000, 8'004});
    QVERIFY(rows_->rect().contains(rows_->bytesRect({8'000, 8'004}).toRect()));
    QVERIFY(bar->value() > 0);
    // Zoom keeps the byte under the pointer.
    const QRectF before = rows_->bytesRect({8'000, 8'001});
    QWheelEvent wheel(before.center(), rows_->mapToGlobal(before.center()), {}, {0, 240}, {},
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(rows_.get(), &wheel);
    const QRectF after = rows_->bytesRect({8'000, 8'001});
    QVERIFY(after.width() > before.width() * 1.5);
    QVERIFY(std::abs(after.center().x() - before.center().x()) < 2);
    const int value = bar->value();
    QWheelEvent scroll(before.center(), rows_->mapToGlobal(before.center()), {}, {0, -120}, {},
                       {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(rows_.get(), &scroll);
    QVERIFY(bar->value() > value);
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(rows_.get(), Qt::Key_Minus);
    }
    QVERIFY(rows_->bytesRect({0, 100}).width() <= 151);
    // Bars instead of boxes.
    const QRect bars = rows_->boxRect(0, 1).united(rows_->boxRect(0, 60)).toRect();
    QVERIFY(count(picture(), bars, Token::S2) < bars.width() * bars.height() * 3 / 4);
    QTest::keyClick(rows_.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(rows_->bytesRect({0, 1}).width(), before.width());
}

void ExtremesTest::paintsAnything_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("empty") << QByteArray();
    QTest::addRow("one space") << QByteArray(" ");
    QTest::addRow("line ends") << QByteArray("\n\r\n\t\u2028");
    QTest::addRow("right to left") << QByteArray("שלום العَرَبِيَّة \u202Eabc");
    QTest::addRow("marks") << QByteArray("e\u0301\u0302") + QByteArray("\u0301").repeated(500);
    QTest::addRow("emoji") << QByteArray("👨‍👩‍👧🇩🇪1️⃣🏴󠁧󠁢󠁥󠁮󠁧󠁿");
    QTest::addRow("scripts") << QByteArray("한국어 日本語 ไทย क्षि Ελλάδα İß");
    QTest::addRow("invalid") << QByteArray("\xFF\xC0\x80 a\xE2\x82 \xED\xA0\x80 \xF5");
    QTest::addRow("controls") << QByteArray("\0\x01\x7F\x1B[31m", 8);
    QTest::addRow("specials") << QByteArray("[CLS] [MASK]<|endoftext|> ##ing");
    QTest::addRow("one word") << QByteArray(5'000, 'x');
}

void ExtremesTest::paintsAnything() {
    QFETCH(QByteArray, text);
    study_->setText(text);
    QTRY_VERIFY(!study_->busy());
    QCOMPARE(study_->snapshot()->text, text);
    const QImage image = picture();
    // Names are there in any case; all pieces can be walked over and are told.
    QVERIFY(count(image, QRectF(16, 50, 140, 20), Token::T1) > 10);
    for (int row = 0; row < rows_->tableRows(); ++row) {
        const auto& tokens = study_->snapshot()->rows[static_cast<std::size_t>(row)].tokens();
        for (int token = 0; token < std::min<int>(50, static_cast<int>(tokens.size())); ++token) {
            const QRectF box = rows_->boxRect(row, token);
            QVERIFY(box.width() >= 0 && box.height() > 0);
            QVERIFY(!rows_->cellText(row, token).isEmpty());
            if (!tokens[static_cast<std::size_t>(token)].source.empty()
                && rows_->rect().contains(box.toRect())) {
                QCOMPARE(rows_->cellAt(box.center().toPoint()), QPoint(token, row));
            }
        }
    }
}

void ExtremesTest::figureHasAllPieces() {
    study_->setText(tests::longText(1'000));
    QTRY_VERIFY(!study_->busy());
    RowsFigure figure(study_->snapshot(), {});
    std::size_t at = 0;
    for (const Span& line : figure.lines()) {
        QCOMPARE(line.begin, at);
        QVERIFY(line.end > line.begin);
        at = line.end;
    }
    QCOMPARE(at, study_->snapshot()->bytes().size());
    QVERIFY(figure.caption().contains(u"MiniLM (WordPiece)"_qs));
}

void ExtremesTest::tellsAssistants() {
    QAccessibleInterface* whole = QAccessible::queryAccessibleInterface(rows_.get());
    QVERIFY(whole != nullptr);
    QVERIFY(!whole->text(QAccessible::Name).isEmpty());
    QAccessibleTableInterface* table = whole->tableInterface();
    QVERIFY(table != nullptr);
    QCOMPARE(table->rowCount(), 4);
    QCOMPARE(table->columnCount(), 66);
    QCOMPARE(table->rowDescription(0), u"MiniLM"_qs);
    const int chs = tests::tokenOf(study_->snapshot()->rows[0], "##chs");
    QCOMPARE(table->cellAt(0, chs)->text(QAccessible::Name),
             u"MiniLM, token 11 of 22, ##chs, id 18069, bytes 27–30, continuation"_qs);
    rows_->moveCursorTo(0, chs);
    QCOMPARE(study_->selected(), (Span{27, 30}));
    QCOMPARE(rows_->cursorCell(), QPoint(chs, 0));
    rows_->moveCursorTo(0, 1000);
    QCOMPARE(rows_->cursorCell(), QPoint(chs, 0));
}

QTEST_MAIN(ExtremesTest)
#include "extremes_test.moc"
