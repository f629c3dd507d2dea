#include "widgets/attention/export/exporter.h"

#include "core/base/files.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/task/latestwins.h"
#include "widgets/foundation/theme/theme.h"

#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>

namespace vitrine::widgets {

namespace {

QString endingOf(FigureFormat format) {
    switch (format) {
    case FigureFormat::Png: return QStringLiteral("png");
    case FigureFormat::Svg: return QStringLiteral("svg");
    case FigureFormat::Pdf: return QStringLiteral("pdf");
    }
    return {};
}

/// A file name that every system takes.
QString fileName(QString title, const QString& ending) {
    for (QChar& character : title) {
        if (character.unicode() < 0x20 || QStringLiteral("/\\:*?\"<>|").contains(character)) {
            character = u'_';
        }
    }
    return title.left(120) + u'.' + ending;
}

std::filesystem::path pathOf(const QString& file) {
    return file.toStdU16String();
}

} // namespace

struct Exporter::Private {
    Private(Worker& worker, Exporter& exporter)
        : lane(worker, [&exporter](Generation, Outcome<QString> file) {
            if (file) {
                Q_EMIT exporter.saved(*file);
            } else if (file.failed()) {
                Q_EMIT exporter.failed(file.problem());
            }
        }) {}

    LatestWins<QString> lane;
};

Exporter::Exporter(Worker& worker, QWidget& parent)
    : QObject(&parent)
    , parent_(parent)
    , d_(std::make_unique<Private>(worker, *this)) {}

Exporter::~Exporter() = default;

void Exporter::addActs(QMenu& menu, const Exportable& exportable) {
    menu.addAction(themedIcon(Icon::Copy), tr("Copy picture"), this,
                   [this, exportable] { copy(exportable); });
    menu.addAction(themedIcon(Icon::Picture), tr("Save as PNG…"), this,
                   [this, exportable] { savePicture(exportable, FigureFormat::Png); });
    menu.addAction(tr("Save as SVG…"), this,
                   [this, exportable] { savePicture(exportable, FigureFormat::Svg); });
    menu.addAction(tr("Save as PDF…"), this,
                   [this, exportable] { savePicture(exportable, FigureFormat::Pdf); });
    if (exportable.csv) {
        menu.addAction(themedIcon(Icon::Table), tr("Save numbers as CSV…"), this,
                       [this, exportable] { saveNumbers(exportable); });
    }
}

void Exporter::copy(const Exportable& exportable) {
    if (const auto figure = exportable.figure()) {
        copyFigure(*figure, Look::builtIn(/*dark=*/false), *QGuiApplication::clipboard());
    }
}

QString Exporter::askFile(const QString& title, const QString& ending) {
    const QString filter = tr("%1 files (*.%2)").arg(ending.toUpper(), ending);
    QString file = QFileDialog::getSaveFileName(&parent_, tr("Save %1").arg(title),
                                                fileName(title, ending), filter);
    if (!file.isEmpty() && !file.endsWith(u'.' + ending, Qt::CaseInsensitive)) {
        file += u'.' + ending;
    }
    return file;
}

void Exporter::savePicture(const Exportable& exportable, FigureFormat format) {
    const auto figure = exportable.figure();
    if (!figure) {
        return;
    }
    const QString file = askFile(figure->title(), endingOf(format));
    if (!file.isEmpty()) {
        savePictureTo(exportable, format, pathOf(file));
    }
}

void Exporter::savePictureTo(const Exportable& exportable, FigureFormat format,
                             const std::filesystem::path& file) {
    const auto figure = exportable.figure();
    if (!figure) {
        return;
    }
    const double ratio = format == FigureFormat::Png ? 2 : 1;
    const auto done = saveFigure(*figure, Look::builtIn(/*dark=*/false), format, file,
                                 {.pixelRatio = ratio});
    if (done) {
        Q_EMIT saved(QString::fromStdU16String(file.u16string()));
    } else if (done.failed()) {
        Q_EMIT failed(done.problem());
    }
}

void Exporter::saveNumbers(const Exportable& exportable) {
    const auto figure = exportable.figure();
    if (!figure || !exportable.csv) {
        return;
    }
    const QString file = askFile(figure->title(), QStringLiteral("csv"));
    if (!file.isEmpty()) {
        saveNumbersTo(exportable, pathOf(file));
    }
}

void Exporter::saveNumbersTo(const Exportable& exportable, const std::filesystem::path& file) {
    const auto work = exportable.csv ? exportable.csv() : nullptr;
    if (!work) {
        return;
    }
    d_->lane.submit([work, file](const Tick& tick) -> Outcome<QString> {
        const auto text = work(tick);
        if (!text) {
            return text.as<QString>();
        }
        const auto done = saveAtomically(file, std::string_view(*text));
        if (!done) {
            return done.as<QString>();
        }
        return QString::fromStdU16String(file.u16string());
    });
}

} // namespace vitrine::widgets
