#include "widgets/robustness/export/labmenu.h"

#include "core/base/files.h"

#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/theme/look.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>

#include <array>
#include <utility>

namespace vitrine::widgets {

namespace {

constexpr std::array<std::pair<std::string_view, FigureFormat>, 3> kFormats = {{
    {".png", FigureFormat::Png},
    {".svg", FigureFormat::Svg},
    {".pdf", FigureFormat::Pdf},
}};

} // namespace

LabMenu::LabMenu(RobustnessLab& lab)
    : QMenu(&lab)
    , lab_(lab) {
    setAccessibleName(tr("Export"));
    connect(this, &QMenu::aboutToShow, this, &LabMenu::fill);
}

void LabMenu::fill() {
    clear();
    for (const LabFigure& figure : lab_.figures()) {
        addFigure(figure);
    }
    addSeparator();
    addText(tr("Read-outs as CSV"), QStringLiteral("robustness.csv"), lab_.csv());
    if (std::string sweep = lab_.sweepCsv(); !sweep.empty()) {
        addText(tr("Sweep as CSV"), QStringLiteral("robustness.csv"), std::move(sweep));
    }
    addText(tr("Texts of the sweep"), QString::fromStdString(lab_.sweepTextsFile()),
            lab_.sweepTexts());
    addText(tr("Recipe"), QStringLiteral("robustness.json"), lab_.recipe());
    addSeparator();
    connect(addAction(tr("Copy recipe")), &QAction::triggered, &lab_, &RobustnessLab::copyRecipe);
    connect(addAction(tr("Use the copied recipe")), &QAction::triggered, &lab_,
            &RobustnessLab::pasteRecipe);
}

// Figures go into papers: the light look, whatever the window wears.
void LabMenu::addFigure(const LabFigure& figure) {
    QMenu* menu = addMenu(figure.name);
    connect(menu->addAction(tr("Save…")), &QAction::triggered, this, [this, figure] {
        const QString file = QFileDialog::getSaveFileName(
            &lab_, figure.name, QStringLiteral("robustness.png"),
            tr("Pictures (*.png *.svg *.pdf)"));
        if (!file.isEmpty()) {
            tell(saveFigureTo(figure, file.toStdString()), file);
        }
    });
    connect(menu->addAction(tr("Copy picture")), &QAction::triggered, this, [figure] {
        copyFigure(*figure.figure, Look::builtIn(/*dark=*/false), *QGuiApplication::clipboard());
    });
}

void LabMenu::addText(const QString& name, const QString& suggested, std::string text) {
    connect(addAction(tr("Save %1…").arg(name)), &QAction::triggered, this,
            [this, name, suggested, text = std::move(text)] {
                const QString file = QFileDialog::getSaveFileName(
                    &lab_, name, suggested,
                    QStringLiteral("%1 (*.%2)").arg(name, QFileInfo(suggested).suffix()));
                if (!file.isEmpty()) {
                    tell(saveAtomically(file.toStdString(), text), file);
                }
            });
}

void LabMenu::tell(const Outcome<Done>& saved, const QString& file) {
    if (saved.failed()) {
        Q_EMIT lab_.problemMet(saved.problem());
    } else {
        Q_EMIT lab_.told(tr("%1 saved").arg(QFileInfo(file).fileName()));
    }
}

Outcome<Done> LabMenu::saveFigureTo(const LabFigure& figure, const std::filesystem::path& file) {
    for (const auto& [ending, format] : kFormats) {
        if (file.extension() == ending) {
            return saveFigure(*figure.figure, Look::builtIn(/*dark=*/false), format, file,
                              {.pixelRatio = 2});
        }
    }
    return Problem{"Vitrine does not write such files", file.string(),
                   "Choose a name that ends in .png, .svg or .pdf"};
}

} // namespace vitrine::widgets
