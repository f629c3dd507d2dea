#include "gallery.h"

#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace vitrine::widgets;

/// Paints every part in both themes and at 150 % into <build>/gallery, to be looked at; checks what
/// a machine can see.
class GalleryTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void paints_data();
    void paints();
};

void GalleryTest::paints_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("textScale");
    QTest::addRow("light") << false << 1.0;
    QTest::addRow("dark") << true << 1.0;
    QTest::addRow("light-150") << false << 1.5;
}

void GalleryTest::paints() {
    QFETCH(bool, dark);
    QFETCH(double, textScale);
    Theme theme(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    theme.setTextScale(textScale);
    theme.install(*qApp);
    Gallery gallery;
    gallery.resize(gallery.sizeHint());
    gallery.show();
    gallery.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&gallery));
    QTest::keyClick(&gallery, Qt::Key_Shift);
    gallery.focusExample()->setFocus(Qt::TabFocusReason);
    QTest::qWait(0);
    QImage image(gallery.size(), QImage::Format_RGB32);
    QPainter painter(&image);
    gallery.render(&painter);
    painter.end();
    const QDir folder(QStringLiteral(VITRINE_BINARY_DIR "/gallery"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(image.save(folder.filePath(QString::fromLatin1(QTest::currentDataTag()) + u".png")));
    QCOMPARE(image.pixelColor(2, 2), theme.color(Token::S1));
}

QTEST_MAIN(GalleryTest)
#include "gallery_test.moc"
