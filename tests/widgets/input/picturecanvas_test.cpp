#include "widgets/foundation/theme/theme.h"
#include "widgets/input/picturecanvas.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <QWheelEvent>

using namespace vitrine;
using namespace vitrine::widgets;

class PictureCanvasTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pixelsAreWhereThePictureHasThem();
    void shrinkingAveragesAllPixels();
    void aLargePictureIsHalvedAndKeepsItsPlaces();
    void aTallPictureFits();
    void pointsAtPatches();
    void arrowsMoveAndEnterChooses();
    void zoomKeepsThePatchUnderThePointer();
    void speaksItsPatches();
    void takesDroppedFiles();

private:
    Theme theme_;
};

namespace {

// Patches of `side` pixels over a picture, behind a class token.
PatchGrid gridOf(int columns, int rows, float side) {
    Axis axis{.name = "image", .tokens = {}};
    axis.tokens.push_back({.kind = TokenKind::Class, .label = "[CLS]", .special = true});
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            axis.tokens.push_back({.kind = TokenKind::Patch,
                                   .box = {static_cast<float>(column) * side,
                                           static_cast<float>(row) * side, side, side},
                                   .row = row,
                                   .column = column});
        }
    }
    return PatchGrid(axis);
}

// Dark grey with one red square of `side` pixels at (x, y).
std::shared_ptr<const Image> squareAt(std::size_t width, std::size_t height, std::size_t x,
                                      std::size_t y, std::size_t side) {
    auto image = std::make_shared<Image>(width, height, std::uint8_t{40});
    for (std::size_t row = y; row < y + side; ++row) {
        for (std::size_t column = x; column < x + side; ++column) {
            image->line(row)[column * 3] = 255;
            image->line(row)[column * 3 + 1] = 0;
            image->line(row)[column * 3 + 2] = 0;
        }
    }
    return image;
}

bool isRed(const QColor& color) {
    return color.red() > 200 && color.green() < 60 && color.blue() < 60;
}

void show(QWidget& widget, const QSize& size) {
    widget.resize(size);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

} // namespace

void PictureCanvasTest::initTestCase() {
    theme_.install(*qobject_cast<QApplication*>(qApp));
}

void PictureCanvasTest::pixelsAreWhereThePictureHasThem() {
    PictureCanvas canvas;
    canvas.setPicture(squareAt(16, 16, 8, 4, 4));
    show(canvas, {320, 320});
    const QImage shot = canvas.grab().toImage();
    QVERIFY(isRed(shot.pixelColor(20 * 8 + 2, 20 * 4 + 2)));
    QVERIFY(isRed(shot.pixelColor(20 * 12 - 2, 20 * 8 - 2)));
    QVERIFY(!isRed(shot.pixelColor(20 * 8 - 2, 20 * 4 + 2)));
    QVERIFY(!isRed(shot.pixelColor(20 * 12 + 2, 20 * 8 - 2)));
}

void PictureCanvasTest::shrinkingAveragesAllPixels() {
    // One white pixel in 8 × 8: four neighbours of a sampled point would miss or overstate it.
    auto image = std::make_shared<Image>(64, 64, std::uint8_t{0});
    for (std::size_t y = 3; y < 64; y += 8) {
        for (std::size_t x = 5; x < 64; x += 8) {
            std::ranges::fill(image->line(y).subspan(x * 3, 3), std::uint8_t{255});
        }
    }
    const QImage small = DisplayPicture(image).rendered(QRectF(0, 0, 64, 64), {8, 8});
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x) {
            QVERIFY(std::abs(qGray(small.pixel(x, y)) - 255 / 64) <= 2);
        }
    }
}

void PictureCanvasTest::aLargePictureIsHalvedAndKeepsItsPlaces() {
    const DisplayPicture picture(squareAt(5001, 3001, 4000, 1000, 500));
    QCOMPARE(picture.size(), QSize(5001, 3001));
    const QImage small = picture.rendered(QRectF(0, 0, 5001, 3001), {500, 300});
    QVERIFY(isRed(small.pixelColor(425, 125)));
    QVERIFY(!isRed(small.pixelColor(395, 125)));
    QVERIFY(!isRed(small.pixelColor(455, 125)));
    const QImage near = picture.rendered(QRectF(3990, 990, 20, 20), {200, 200});
    QVERIFY(!isRed(near.pixelColor(95, 95)));
    QVERIFY(isRed(near.pixelColor(105, 105)));
}

void PictureCanvasTest::aTallPictureFits() {
    PictureCanvas canvas;
    canvas.setPicture(squareAt(10, 500, 0, 490, 10)); // 1 : 50
    show(canvas, {400, 300});
    QCOMPARE(canvas.canvasRect().height(), 300);
    QCOMPARE(canvas.canvasRect().width(), 6);
    QCOMPARE(canvas.canvasRect().center().x(), 199);
    QVERIFY(isRed(canvas.grab().toImage().pixelColor(199, 297)));
}

void PictureCanvasTest::pointsAtPatches() {
    PictureCanvas canvas;
    canvas.setPicture(squareAt(16, 16, 8, 4, 4));
    canvas.setPatches(gridOf(4, 4, 4));
    show(canvas, {320, 320});
    QSignalSpy hovered(&canvas, &PatchCanvas::patchHovered);
    QSignalSpy clicked(&canvas, &PatchCanvas::patchClicked);
    // Row 1, column 2 behind the class token.
    const int token = 1 + 4 + 2;
    const QPoint middle = canvas.patchRect(token).center().toPoint();
    QTest::mouseMove(&canvas, middle);
    QTRY_COMPARE(hovered.count(), 1);
    QCOMPARE(hovered.last().first().toInt(), token);
    QTest::mouseClick(&canvas, Qt::LeftButton, Qt::NoModifier, middle);
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.last().first().toInt(), token);
    QCOMPARE(canvas.cellAt(middle), QPoint(2, 1));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&canvas, &leave);
    QCOMPARE(hovered.last().first().toInt(), -1);
}

void PictureCanvasTest::arrowsMoveAndEnterChooses() {
    PictureCanvas canvas;
    canvas.setPicture(squareAt(16, 16, 8, 4, 4));
    canvas.setPatches(gridOf(4, 4, 4));
    show(canvas, {320, 320});
    QSignalSpy clicked(&canvas, &PatchCanvas::patchClicked);
    QTest::keyClick(&canvas, Qt::Key_Right);
    QCOMPARE(canvas.cursorCell(), QPoint(0, 0));
    QTest::keyClick(&canvas, Qt::Key_Right);
    QTest::keyClick(&canvas, Qt::Key_Down);
    QTest::keyClick(&canvas, Qt::Key_Up);
    QTest::keyClick(&canvas, Qt::Key_Up); // stays inside
    QTest::keyClick(&canvas, Qt::Key_Down);
    QCOMPARE(canvas.cursorCell(), QPoint(1, 1));
    QTest::keyClick(&canvas, Qt::Key_Return);
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.last().first().toInt(), 1 + 4 + 1);
}

void PictureCanvasTest::zoomKeepsThePatchUnderThePointer() {
    PictureCanvas canvas;
    canvas.setPicture(squareAt(16, 16, 8, 4, 4));
    canvas.setPatches(gridOf(4, 4, 4));
    show(canvas, {320, 320});
    const QPoint point = canvas.patchRect(11).center().toPoint();
    QWheelEvent wheel(point, canvas.mapToGlobal(point), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&canvas, &wheel);
    QVERIFY(!canvas.viewport().fitted());
    const auto token = canvas.patches().tokenAt(canvas.itemAt(point));
    QCOMPARE(token.value_or(0), std::size_t{11});
    const QImage shot = canvas.grab().toImage();
    const QRectF red = canvas.rectOf(QRectF(8, 4, 4, 4));
    QVERIFY(isRed(shot.pixelColor((red.topLeft() + QPointF(3, 3)).toPoint())));
    QVERIFY(!isRed(shot.pixelColor((red.topLeft() - QPointF(3, 3)).toPoint())));
}

void PictureCanvasTest::speaksItsPatches() {
    PictureCanvas canvas;
    canvas.setPicture(squareAt(16, 16, 8, 4, 4));
    canvas.setPatches(gridOf(4, 4, 4));
    QCOMPARE(canvas.tableRows(), 4);
    QCOMPARE(canvas.tableColumns(), 4);
    QCOMPARE(canvas.cellText(1, 2), QStringLiteral("patch 1, 2: 8–12 by 4–8 pixels"));
}

void PictureCanvasTest::takesDroppedFiles() {
    PictureCanvas canvas;
    show(canvas, {100, 100});
    QSignalSpy dropped(&canvas, &PictureCanvas::filesDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/a/b.png")),
                  QUrl(QStringLiteral("https://example.org/c.png"))});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&canvas, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&canvas, &drop);
    QCOMPARE(dropped.count(), 1);
    QCOMPARE(dropped.last().first().toStringList(), QStringList{QStringLiteral("/a/b.png")});
}

QTEST_MAIN(PictureCanvasTest)
#include "picturecanvas_test.moc"
