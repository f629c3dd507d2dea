#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/figure/heat.h"
#include "widgets/foundation/paint/colourbar.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

constexpr const char* kCaption = "MiniLM-L6 · text.3.self · head 1 · attention probability · "
                                 "shared, layer 3: 0–0.99, square root";

class MapFigure final : public Figure {
  public:
    explicit MapFigure(std::size_t side) : grid_(side, side) {
        for (std::size_t i = 0; i < grid_.values().size(); ++i) {
            grid_.values()[i] = static_cast<float>((i * 37) % 256) / 255.0F;
        }
    }

    [[nodiscard]] QSize naturalSize() const override { return {460, 330}; }

    [[nodiscard]] QSize leastSize() const override { return {300, 240}; }

    void paint(QPainter& painter, const QSizeF&, const Look& look) const override {
        paintHeat(painter, QRectF(0, 20, 300, 300), grid_, map(look));
        paintWords(painter, QRectF(0, 0, 200, 20), Qt::AlignLeft, QStringLiteral("<b>##bee & co"),
                   TextStyle::Small, Token::T1, look);
        paintUprightBar(painter, QRectF(320, 20, 120, 300),
                        {.scale = {}, .rule = {QStringLiteral("√ scale")}}, look);
    }

    [[nodiscard]] QString caption() const override { return QString::fromUtf8(kCaption); }

    [[nodiscard]] QString title() const override { return QStringLiteral("head 1"); }

    [[nodiscard]] ColourMap map(const Look& look) const { return {look.unsignedRamp(), {}}; }

    [[nodiscard]] const Grid& grid() const { return grid_; }

  private:
    Grid grid_;
};

struct SvgContents {
    QStringList texts;
    int rectangles = 0;
    int images = 0;
    bool wellFormed = false;
};

SvgContents contentsOf(const QByteArray& svg) {
    SvgContents contents;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (reader.name() == u"text") {
            contents.texts.append(
                reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed());
        } else if (reader.name() == u"rect") {
            ++contents.rectangles;
        } else if (reader.name() == u"image") {
            ++contents.images;
        }
    }
    contents.wellFormed = !reader.hasError();
    return contents;
}

// The bitmaps of a PDF, decoded; a null image for one that is not stored lossless.
QList<QImage> bitmapsOf(const QByteArray& pdf) {
    QList<QImage> images;
    qsizetype at = 0;
    while ((at = pdf.indexOf("/Subtype /Image", at)) >= 0) {
        const qsizetype stream = pdf.indexOf("stream", at);
        const qsizetype begin = pdf.indexOf('\n', stream) + 1;
        const qsizetype end = pdf.indexOf("endstream", begin);
        const QByteArray head = pdf.mid(at, stream - at);
        const auto number = [&](const char* key) {
            const QRegularExpression pattern(QLatin1String(key) + QStringLiteral("\\s+(\\d+)"));
            return pattern.match(QString::fromLatin1(head)).captured(1).toInt();
        };
        at = end;
        if (!head.contains("/DeviceRGB")) {
            continue; // a soft mask
        }
        const int width = number("/Width");
        const int height = number("/Height");
        QByteArray packed(4, '\0'); // qUncompress wants the length in front; it may guess low
        packed += pdf.mid(begin, end - begin);
        const QByteArray raw = head.contains("/FlateDecode") ? qUncompress(packed) : QByteArray();
        images.append(raw.size() >= width * height * 3
                          ? QImage(reinterpret_cast<const uchar*>(raw.constData()), width, height,
                                   width * 3, QImage::Format_RGB888)
                                .copy()
                          : QImage());
    }
    return images;
}

} // namespace

class FigureTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void pngAtThreeScales_data();
    void pngAtThreeScales();
    void svgHasTextAndRectangles();
    void svgOfALargeMapHasOneBitmap();
    void pdfIsLosslessAndHasText();
    void captionIsOptionalAndBroken();
    void grownToTheLeastSize();
    void savesAtomically();
    void tooLargeIsAProblem();
    void copiesImageAndCaption();
    void darkExport();
};

void FigureTest::pngAtThreeScales_data() {
    QTest::addColumn<double>("ratio");
    QTest::addRow("1×") << 1.0;
    QTest::addRow("2×") << 2.0;
    QTest::addRow("300 dpi") << kPrintRatio;
}

void FigureTest::pngAtThreeScales() {
    QFETCH(double, ratio);
    const Look look = Look::builtIn(false);
    const MapFigure figure(15);
    const QSize whole = renderImage(figure, look).size();
    const Outcome<QByteArray> bytes =
        renderFigure(figure, look, FigureFormat::Png, {.pixelRatio = ratio});
    QVERIFY(bytes.ok());
    QImage image;
    QVERIFY(image.loadFromData(*bytes, "PNG"));
    QCOMPARE(image.size(), QSize(qRound(whole.width() * ratio), qRound(whole.height() * ratio)));
    QVERIFY(std::abs(image.dotsPerMeterX() * 0.0254 - 96 * ratio) < 0.5);
    QVERIFY(image.text(QStringLiteral("Description")).startsWith(QString::fromUtf8(kCaption)));
    // The brightest and the darkest cell are where they belong.
    for (const std::size_t cell : {std::size_t(0), std::size_t(7), std::size_t(100)}) {
        const double x = 16 + 20 * (double(cell % 15) + 0.5);
        const double y = 16 + 20 + 20 * (double(cell / 15) + 0.5);
        QCOMPARE(image.pixel(int(x * ratio), int(y * ratio)),
                 figure.map(look).color(figure.grid().values()[cell]));
    }
}

void FigureTest::svgHasTextAndRectangles() {
    const MapFigure figure(15);
    const Outcome<QByteArray> svg = renderFigure(figure, Look::builtIn(false), FigureFormat::Svg);
    QVERIFY(svg.ok());
    const SvgContents contents = contentsOf(*svg);
    QVERIFY(contents.wellFormed);
    QVERIFY2(contents.texts.contains(QStringLiteral("<b>##bee & co")),
             qPrintable(contents.texts.join(u'|')));
    QVERIFY(contents.texts.contains(QStringLiteral("0.25"))); // a tick of the bar
    QVERIFY(contents.texts.join(u' ').contains(QStringLiteral("square root")));
    QVERIFY(contents.rectangles >= 15 * 15);
    QSvgRenderer renderer;
    QVERIFY(renderer.load(*svg));
    QCOMPARE(renderer.viewBox().size(), renderImage(figure, Look::builtIn(false)).size());
}

void FigureTest::svgOfALargeMapHasOneBitmap() {
    const MapFigure figure(65);
    const SvgContents contents =
        contentsOf(*renderFigure(figure, Look::builtIn(false), FigureFormat::Svg));
    QVERIFY(contents.wellFormed);
    QCOMPARE(contents.images, 2); // the map and the bar
    QVERIFY(contents.rectangles < 65);
}

void FigureTest::pdfIsLosslessAndHasText() {
    const Look look = Look::builtIn(false);
    const MapFigure figure(100);
    const Outcome<QByteArray> pdf = renderFigure(figure, look, FigureFormat::Pdf);
    QVERIFY(pdf.ok());
    QVERIFY(pdf->startsWith("%PDF-"));
    QVERIFY(!pdf->contains("/DCTDecode")); // no JPEG
    QVERIFY(pdf->contains("/Font"));
    const QList<QImage> images = bitmapsOf(*pdf);
    bool found = false;
    for (const QImage& image : images) {
        QVERIFY(!image.isNull());
        if (image.width() % 100 != 0 || image.height() != image.width()) {
            continue; // the bar
        }
        found = true;
        const int factor = image.width() / 100;
        for (std::size_t i = 0; i < figure.grid().values().size(); ++i) {
            const QPoint place(int(i % 100) * factor, int(i / 100) * factor);
            QCOMPARE(image.pixel(place), figure.map(look).color(figure.grid().values()[i]));
        }
    }
    QVERIFY(found);
}

void FigureTest::captionIsOptionalAndBroken() {
    const Look look = Look::builtIn(false);
    const MapFigure figure(4);
    const int bare = renderImage(figure, look, {.caption = false}).height();
    const int wide = renderImage(figure, look, {.size = {900, 330}}).height();
    const int narrow = renderImage(figure, look, {.size = {300, 330}}).height();
    QCOMPARE(bare, 330 + 32);
    QVERIFY(wide > bare);
    QVERIFY(narrow > wide); // more lines
}

void FigureTest::grownToTheLeastSize() {
    const QImage image =
        renderImage(MapFigure(4), Look::builtIn(false), {.size = {10, 10}, .caption = false});
    QCOMPARE(image.size(), QSize(300 + 32, 240 + 32));
}

void FigureTest::savesAtomically() {
    QTemporaryDir folder;
    const Look look = Look::builtIn(false);
    const MapFigure figure(4);
    const std::filesystem::path path = folder.filePath(QStringLiteral("map.svg")).toStdString();
    QVERIFY(saveFigure(figure, look, FigureFormat::Svg, path).ok());
    std::ifstream file(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    QVERIFY(contentsOf(QByteArray::fromStdString(text)).wellFormed);
    const Outcome<Done> nowhere =
        saveFigure(figure, look, FigureFormat::Svg, path / "not a folder" / "map.svg");
    QVERIFY(nowhere.failed());
    QVERIFY(!nowhere.problem().where.empty());
}

void FigureTest::tooLargeIsAProblem() {
    const Outcome<QByteArray> bytes =
        renderFigure(MapFigure(4), Look::builtIn(false), FigureFormat::Png,
                     {.size = {20000, 20000}, .pixelRatio = 2});
    QVERIFY(bytes.failed());
    QVERIFY(!bytes.problem().advice.empty());
}

void FigureTest::copiesImageAndCaption() {
    QClipboard& clipboard = *QGuiApplication::clipboard();
    copyFigure(MapFigure(4), Look::builtIn(false), clipboard);
    QVERIFY(clipboard.mimeData()->hasImage());
    QVERIFY(clipboard.text().contains(QStringLiteral("square root")));
    QVERIFY(clipboard.text().endsWith(QStringLiteral("Vitrine")));
}

void FigureTest::darkExport() {
    const Look look = Look::builtIn(true);
    QCOMPARE(renderImage(MapFigure(4), look).pixelColor(1, 1), look.color(Token::S2));
}

QTEST_MAIN(FigureTest)
#include "figure_test.moc"
