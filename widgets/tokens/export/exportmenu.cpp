#include "widgets/tokens/export/exportmenu.h"

#include "core/base/files.h"
#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/theme/look.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

#include <array>
#include <utility>

namespace vitrine::widgets {

ExportMenu::ExportMenu(MakeFigure figure, MakeCsv csv, QWidget* parent)
    : QMenu(parent)
    , figure_(std::move(figure))
    , csv_(std::move(csv)) {
    setAccessibleName(tr("Export"));
    const std::array<std::pair<QString, QString>, 4> kinds = {{
        {QStringLiteral("png"), tr("PNG picture")},
        {QStringLiteral("svg"), tr("SVG drawing")},
        {QStringLiteral("pdf"), tr("PDF page")},
        {QStringLiteral("csv"), tr("CSV table of all tokens")},
    }};
    for (const auto& [ending, kind] : kinds) {
        connect(addAction(tr("Save %1…").arg(kind)), &QAction::triggered, this,
                [this, ending = ending, kind = kind] { ask(ending, kind); });
    }
    addSeparator();
    connect(addAction(tr("Copy picture")), &QAction::triggered, this, &ExportMenu::copy);
}

void ExportMenu::ask(const QString& ending, const QString& kind) {
    const QString file = QFileDialog::getSaveFileName(
        parentWidget(), tr("Save %1").arg(kind), QStringLiteral("tokens.") + ending,
        QStringLiteral("%1 (*.%2)").arg(kind, ending));
    if (file.isEmpty()) {
        return;
    }
    QString named = file;
    if (!named.endsWith(u'.' + ending)) {
        named += u'.' + ending;
    }
    if (const auto saved = saveTo(named.toStdString()); saved.failed()) {
        Q_EMIT problemMet(saved.problem());
    }
}

Outcome<Done> ExportMenu::saveTo(const std::filesystem::path& file) const {
    const std::string ending = file.extension().string();
    if (ending == ".csv") {
        return saveAtomically(file, csv_());
    }
    const std::array<std::pair<std::string_view, FigureFormat>, 3> formats = {{
        {".png", FigureFormat::Png},
        {".svg", FigureFormat::Svg},
        {".pdf", FigureFormat::Pdf},
    }};
    for (const auto& [known, format] : formats) {
        if (ending == known) {
            // Figures go into papers: the light look, whatever the window wears.
            return saveFigure(*figure_(), Look::builtIn(/*dark=*/false), format, file,
                              {.pixelRatio = 2});
        }
    }
    return Problem{"Vitrine does not write such files", file.string(),
                   "Choose a name that ends in .png, .svg, .pdf or .csv"};
}

void ExportMenu::copy() const {
    copyFigure(*figure_(), Look::builtIn(/*dark=*/false), *QGuiApplication::clipboard());
}

} // namespace vitrine::widgets
