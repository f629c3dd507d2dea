#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/theme/theme.h"

#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

using namespace vitrine::widgets;

namespace {

int inked(const QImage& image) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
        }
    }
    return count;
}

QColor darkest(const QPixmap& pixmap) {
    const QImage image = pixmap.toImage();
    QColor best;
    int alpha = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) > alpha) {
                alpha = qAlpha(image.pixel(x, y));
                best = image.pixelColor(x, y);
            }
        }
    }
    return best;
}

} // namespace

class IconsTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void allAreDrawnAndDiffer();
    void followTheTheme();
    void sharpAtEveryScale();
};

void IconsTest::allAreDrawnAndDiffer() {
    Theme theme;
    theme.install(*qApp);
    QSet<QByteArray> pictures;
    for (int i = 0; i < kIconCount; ++i) {
        QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paintIcon(painter, QRectF(0, 0, 32, 32), static_cast<Icon>(i), Qt::black);
        painter.end();
        QVERIFY2(inked(image) > 20, qPrintable(nameOf(static_cast<Icon>(i))));
        pictures.insert(
            QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes()));
    }
    QCOMPARE(pictures.size(), kIconCount);
}

void IconsTest::followTheTheme() {
    Theme theme;
    theme.install(*qApp);
    const QIcon icon = themedIcon(Icon::Check);
    const auto colour = [&](QIcon::Mode mode, QIcon::State state) {
        return darkest(icon.pixmap(QSize(32, 32), 1.0, mode, state));
    };
    QCOMPARE(colour(QIcon::Normal, QIcon::Off), theme.color(Token::T2));
    QCOMPARE(colour(QIcon::Selected, QIcon::Off), theme.color(Token::T2));
    QCOMPARE(colour(QIcon::Disabled, QIcon::Off), theme.color(Token::T3));
    QCOMPARE(colour(kChosenMode, QIcon::On), theme.color(Token::OnInk));
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(colour(QIcon::Normal, QIcon::Off), theme.color(Token::T2));
}

void IconsTest::sharpAtEveryScale() {
    Theme theme;
    theme.install(*qApp);
    const QIcon icon = themedIcon(Icon::Close);
    for (const double ratio : {1.0, 1.5, 2.0}) {
        const QPixmap pixmap = icon.pixmap(QSize(16, 16), ratio);
        QCOMPARE(pixmap.devicePixelRatio(), ratio);
        QCOMPARE(pixmap.width(), qRound(16 * ratio));
    }
}

QTEST_MAIN(IconsTest)
#include "icons_test.moc"
