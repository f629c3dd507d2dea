#include "app/vitrine/report/writer.h"

#include "core/base/files.h"

#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/theme/look.h"

#include <QBuffer>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr double kPixelRatio = 2;

Outcome<Done> savePicture(const ReportFigure& figure, const widgets::Look& look,
                          const fs::path& folder) {
    const std::string stem = figure.stem.toStdString();
    if (figure.figure == nullptr) {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        figure.image.save(&buffer, "PNG");
        return saveAtomically(folder / (stem + ".png"), png.toStdString());
    }
    auto png = widgets::saveFigure(*figure.figure, look, widgets::FigureFormat::Png,
                                   folder / (stem + ".png"),
                                   {.size = {}, .pixelRatio = kPixelRatio, .caption = false});
    if (!png) {
        return png;
    }
    return widgets::saveFigure(*figure.figure, look, widgets::FigureFormat::Svg,
                               folder / (stem + ".svg"));
}

} // namespace

Outcome<fs::path> writeReport(const ReportContent& content, const fs::path& folder,
                              const Tick& tick) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return Problem{"The folder for the report cannot be made",
                       folder.string() + ": " + error.message(), "Choose another folder"};
    }
    const widgets::Look look = widgets::Look::builtIn(/*dark=*/false);
    const auto total = static_cast<std::int64_t>(content.figures.size());
    std::int64_t done = 0;
    for (const ReportFigure& figure : content.figures) {
        if (!tick.update(done, total)) {
            return Cancelled{};
        }
        if (auto saved = savePicture(figure, look, folder); !saved) {
            return saved.as<fs::path>();
        }
        ++done;
    }
    const fs::path page = folder / "index.html";
    if (auto saved = saveAtomically(page, reportHtml(content)); !saved) {
        return saved.as<fs::path>();
    }
    return page;
}

ReportWriter::ReportWriter(widgets::Worker& worker, QObject* parent)
    : QObject(parent) {
    lane_ = std::make_unique<widgets::LatestWins<fs::path>>(
        worker, [this](widgets::Generation, Outcome<fs::path> page) {
            if (page) {
                Q_EMIT written(QString::fromStdString(page->string()));
            } else if (page.failed()) {
                Q_EMIT problemMet(page.problem());
            }
        });
}

void ReportWriter::write(ReportContent content, const fs::path& folder) {
    auto shared = std::make_shared<const ReportContent>(std::move(content));
    lane_->submit(
        [shared, folder](const Tick& tick) { return writeReport(*shared, folder, tick); });
}

} // namespace vitrine::app
