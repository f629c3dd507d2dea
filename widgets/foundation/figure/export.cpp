#include "widgets/foundation/figure/export.h"

#include "core/base/files.h"
#include "widgets/foundation/theme/look.h"

#include <QBuffer>
#include <QClipboard>
#include <QCoreApplication>
#include <QMimeData>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace vitrine::widgets {

namespace {

constexpr int kMargin = 16;
constexpr int kCaptionGap = 12;
constexpr double kMostPixels = 2.0e8; // of a PNG: 800 MB in memory

// The page: picture, then the caption broken into lines.
struct Page {
    QSize picture;
    QSize whole;
    std::vector<QString> lines;
};

std::vector<QString> brokenLines(const QString& text, const QFont& font, double width) {
    std::vector<QString> lines;
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        lines.push_back(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

Page pageOf(const Figure& figure, const Look& look, const ExportOptions& options) {
    Page page;
    page.picture =
        options.size.isEmpty() ? figure.naturalSize() : options.size.expandedTo(figure.leastSize());
    int height = page.picture.height();
    if (options.caption) {
        page.lines =
            brokenLines(fullCaption(figure), look.font(TextStyle::Caption), page.picture.width());
        height +=
            kCaptionGap + static_cast<int>(page.lines.size()) * look.lineHeight(TextStyle::Caption);
    }
    page.whole = QSize(page.picture.width() + 2 * kMargin, height + 2 * kMargin);
    return page;
}

void paintPage(QPainter& painter, const Figure& figure, const Look& look, const Page& page) {
    painter.fillRect(QRectF(QPointF(), page.whole), look.color(Token::S2));
    painter.translate(kMargin, kMargin);
    painter.save();
    figure.paint(painter, page.picture, look);
    painter.restore();
    const int line = look.lineHeight(TextStyle::Caption);
    double y = page.picture.height() + kCaptionGap;
    painter.setFont(look.font(TextStyle::Caption));
    painter.setPen(look.color(Token::T2));
    for (const QString& text : page.lines) {
        painter.drawText(QRectF(0, y, page.picture.width(), line),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
        y += line;
    }
}

Outcome<QByteArray> renderPng(const Figure& figure, const Look& look,
                              const ExportOptions& options) {
    const QSize size = pageOf(figure, look, options).whole;
    const double pixels = size.width() * options.pixelRatio * size.height() * options.pixelRatio;
    if (pixels > kMostPixels) {
        return Problem{"The picture would be too large",
                       std::to_string(static_cast<long long>(pixels / 1e6)) + " million pixels",
                       "Export at 1× or as PDF"};
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!renderImage(figure, look, options).save(&buffer, "PNG")) {
        return Problem{"The picture could not be encoded", "PNG", "Export it as PDF"};
    }
    return bytes;
}

QByteArray renderSvg(const Figure& figure, const Look& look, const ExportOptions& options) {
    const Page page = pageOf(figure, look, options);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(96);
    generator.setSize(page.whole);
    generator.setViewBox(QRect(QPoint(), page.whole));
    generator.setTitle(figure.title());
    generator.setDescription(fullCaption(figure));
    QPainter painter(&generator);
    paintPage(painter, figure, look, page);
    painter.end();
    return bytes;
}

QByteArray renderPdf(const Figure& figure, const Look& look, const ExportOptions& options) {
    const Page page = pageOf(figure, look, options);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(figure.title());
    writer.setCreator(QStringLiteral("Vitrine"));
    writer.setResolution(96);
    // A logical pixel is 1/96 inch; points are 1/72.
    writer.setPageSize(QPageSize(QSizeF(page.whole) * 72 / 96, QPageSize::Point, figure.title(),
                                 QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::LosslessImageRendering); // else bitmaps become JPEG
    paintPage(painter, figure, look, page);
    painter.end();
    return bytes;
}

} // namespace

QImage renderImage(const Figure& figure, const Look& look, const ExportOptions& options) {
    const Page page = pageOf(figure, look, options);
    const QSize pixels(static_cast<int>(std::lround(page.whole.width() * options.pixelRatio)),
                       static_cast<int>(std::lround(page.whole.height() * options.pixelRatio)));
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(options.pixelRatio);
    image.fill(look.color(Token::S2));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPage(painter, figure, look, page);
    painter.end();
    // For programs that place by physical size.
    const int dotsPerMeter = static_cast<int>(std::lround(96 * options.pixelRatio / 0.0254));
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    image.setText(QStringLiteral("Title"), figure.title());
    image.setText(QStringLiteral("Description"), fullCaption(figure));
    return image;
}

Outcome<QByteArray> renderFigure(const Figure& figure, const Look& look, FigureFormat format,
                                 const ExportOptions& options) {
    switch (format) {
    case FigureFormat::Png:
        return renderPng(figure, look, options);
    case FigureFormat::Svg:
        return renderSvg(figure, look, options);
    case FigureFormat::Pdf:
        return renderPdf(figure, look, options);
    }
    return QByteArray();
}

Outcome<Done> saveFigure(const Figure& figure, const Look& look, FigureFormat format,
                         const std::filesystem::path& file, const ExportOptions& options) {
    const Outcome<QByteArray> bytes = renderFigure(figure, look, format, options);
    if (!bytes) {
        return bytes.as<Done>();
    }
    return saveAtomically(
        file, std::string_view(bytes->constData(), static_cast<std::size_t>(bytes->size())));
}

void copyFigure(const Figure& figure, const Look& look, QClipboard& clipboard) {
    auto* content = new QMimeData; // the clipboard takes it
    content->setImageData(renderImage(figure, look, {.pixelRatio = 2}));
    content->setText(fullCaption(figure));
    clipboard.setMimeData(content);
}

QString fullCaption(const Figure& figure) {
    const QString version = QCoreApplication::applicationVersion();
    const QString program =
        version.isEmpty() ? QStringLiteral("Vitrine") : QStringLiteral("Vitrine ") + version;
    return figure.caption().isEmpty() ? program
                                      : figure.caption() + QStringLiteral(" · ") + program;
}

} // namespace vitrine::widgets
