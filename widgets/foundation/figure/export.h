#pragma once

#include "core/base/outcome.h"
#include "widgets/foundation/figure/figure.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

#include <filesystem>

class QClipboard;

namespace vitrine::widgets {

enum class FigureFormat { Png, Svg, Pdf };

struct ExportOptions {
    QSize size; ///< logical pixels without the caption; empty = the figure's natural size
    double pixelRatio = 1; ///< PNG only: 1, 2, or kPrintRatio
    bool caption = true;
};

/// 300 dpi against the 96 of a logical pixel.
inline constexpr double kPrintRatio = 300.0 / 96.0;

/// The figure with its caption below, in the given look (light by default in the callers).
[[nodiscard]] QImage renderImage(const Figure& figure, const Look& look,
                                 const ExportOptions& options = {});

/// The bytes of a file. SVG and PDF hold real text; PDF bitmaps are lossless.
[[nodiscard]] Outcome<QByteArray> renderFigure(const Figure& figure, const Look& look,
                                               FigureFormat format,
                                               const ExportOptions& options = {});

/// Renders into memory, then saves atomically.
[[nodiscard]] Outcome<Done> saveFigure(const Figure& figure, const Look& look, FigureFormat format,
                                       const std::filesystem::path& file,
                                       const ExportOptions& options = {});

/// Image (2×) and caption text.
void copyFigure(const Figure& figure, const Look& look, QClipboard& clipboard);

/// Caption plus program version.
[[nodiscard]] QString fullCaption(const Figure& figure);

} // namespace vitrine::widgets
