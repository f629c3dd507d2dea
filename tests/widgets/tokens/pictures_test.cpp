#include "tests/widgets/tokens/fixtures.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/panes/stagediff.h"
#include "widgets/tokens/panes/stagestrip.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/tokenpanel.h"
#include "widgets/tokens/tokenslab.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;

/// Paints the lab with its panel at the sizes of the design in both themes into
/// <build>/pictures/tokens, to be looked at; checks what a machine can see.
class PicturesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paints_data();
    void paints();
    void paintsTheDiff_data();
    void paintsTheDiff();
    void exports();
};

void PicturesTest::paints_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size"); // of the lab without the frame around it
    QTest::addColumn<int>("panel");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("mode");
    const QByteArray sentence = tests::sentence();
    const QByteArray mixed = QByteArray("क्षि العَرَبِيَّة e\u0301a\u0328 👨‍👩‍👧 한국어 日本 ")
        + "\xFF\xC3 end\u00AD.\u200B ½ hello <|endoftext|> [MASK]";
    for (const bool dark : {false, true}) {
        const QByteArray name = dark ? "dark" : "light";
        QTest::addRow("1600-%s", name.constData())
            << dark << QSize(1435, 898) << 300 << sentence << QByteArray("dachshund") << 0;
        QTest::addRow("1280-%s", name.constData())
            << dark << QSize(1236, 698) << 256 << sentence << QByteArray("dachshund") << 0;
        QTest::addRow("2560-%s", name.constData())
            << dark << QSize(2320, 1338) << 340 << sentence << QByteArray("dachshund") << 0;
        QTest::addRow("unknown-%s", name.constData())
            << dark << QSize(1435, 898) << 300 << sentence << QByteArray("🥏") << 1;
        QTest::addRow("table-%s", name.constData())
            << dark << QSize(1435, 898) << 300 << sentence << QByteArray("naïve") << 2;
        QTest::addRow("scripts-%s", name.constData())
            << dark << QSize(1435, 898) << 300 << mixed << QByteArray("한국어") << 0;
        QTest::addRow("long-%s", name.constData())
            << dark << QSize(1435, 898) << 300 << tests::longText(10240) << QByteArray("größere")
            << 0;
        QTest::addRow("empty-%s", name.constData())
            << dark << QSize(1236, 698) << 256 << QByteArray() << QByteArray() << 0;
    }
}

void PicturesTest::paints() {
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    QFETCH(int, panel);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, word);
    QFETCH(int, mode);
    Theme theme(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    theme.install(*qApp);
    QWidget window;
    auto* layout = new QHBoxLayout(&window);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    auto* lab = new TokensLab;
    auto* dock = new TokenPanel(lab->study());
    dock->setFixedWidth(panel);
    layout->addWidget(lab, 1);
    layout->addWidget(dock);
    window.resize(size);
    lab->setTokenizers(tests::realTokenizers());
    lab->setText(text);
    window.show();
    QTRY_VERIFY(!lab->study().busy());
    if (!word.isEmpty()) {
        const Span bytes = tests::spanOf(text, word);
        lab->setSelectedSource(bytes);
        // The second piece of the word, as in the design's picture.
        if (lab->study().currentToken() >= 0) {
            lab->study().setCurrent(0, lab->study().currentToken() + (word == "dachshund" ? 1 : 0),
                                    bytes);
        }
    }
    lab->setMode(static_cast<TokensLab::Mode>(mode));
    QTRY_VERIFY(lab->study().explanation() != nullptr);
    QCoreApplication::processEvents();

    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    window.render(&painter);
    painter.end();
    const QDir folder(QStringLiteral(VITRINE_BINARY_DIR "/pictures/tokens"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(image.save(folder.filePath(QString::fromLatin1(QTest::currentDataTag()) + u".png")));
    // Nothing asks for more room than the design gives.
    QCOMPARE(window.size(), size);
    QVERIFY(lab->minimumSizeHint().width() <= lab->width());
    QVERIFY(lab->minimumSizeHint().height() <= lab->height());
    QCOMPARE(image.pixelColor(lab->width() - 4, lab->height() - 2), theme.color(Token::S2));
}

void PicturesTest::paintsTheDiff_data() {
    QTest::addColumn<bool>("dark");
    QTest::addRow("light") << false;
    QTest::addRow("dark") << true;
}

void PicturesTest::paintsTheDiff() {
    QFETCH(bool, dark);
    Theme theme(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    theme.install(*qApp);
    TokensLab lab;
    lab.resize(1135, 898);
    lab.setTokenizers(tests::realTokenizers());
    lab.setText(tests::sentence());
    lab.show();
    auto* strip = lab.findChild<StageStrip*>();
    QTRY_VERIFY(!strip->cells().empty());
    for (StageCell* cell : strip->cells()) {
        QTest::mouseClick(cell, Qt::LeftButton);
        QVERIFY(strip->diff() != nullptr);
        QImage image(strip->diff()->size(), QImage::Format_RGB32);
        strip->diff()->render(&image);
        const QDir folder(QStringLiteral(VITRINE_BINARY_DIR "/pictures/tokens"));
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        const QString name = QStringLiteral("diff %1 %2.png").arg(
            cell->words().name, QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(image.save(folder.filePath(name)));
        QCOMPARE(image.pixelColor(4, 4), theme.color(Token::S3));
        strip->diff()->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(strip->diff() == nullptr);
    }
}

// The picture that goes into papers, with a text of several lines.
void PicturesTest::exports() {
    Theme theme(Theme::Mode::Light);
    theme.install(*qApp);
    TokensLab lab;
    lab.setTokenizers(tests::realTokenizers());
    lab.setText(tests::longText(400));
    lab.setSelectedSource(tests::spanOf(lab.text(), "frisbee"));
    const QDir folder(QStringLiteral(VITRINE_BINARY_DIR "/pictures/tokens"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    for (const char* ending : {"png", "svg", "pdf", "csv"}) {
        const QString file = folder.filePath(QStringLiteral("export.") + QLatin1String(ending));
        QVERIFY2(lab.exportTo(file.toStdString()).ok(), ending);
        QVERIFY(QFileInfo(file).size() > 1000);
    }
}

QTEST_MAIN(PicturesTest)
#include "pictures_test.moc"
