#pragma once

#include "core/base/outcome.h"

#include "widgets/robustness/robustnesslab.h"

#include <QMenu>

#include <filesystem>

namespace vitrine::widgets {

/// What can be taken out of the lab: each view as a picture, the numbers as CSV, the recipe. Filled
/// anew each time it opens.
class LabMenu final : public QMenu {
    Q_OBJECT

public:
    explicit LabMenu(RobustnessLab& lab);

    /// Saves a figure by its ending: png, svg or pdf. Others are a Problem.
    [[nodiscard]] static Outcome<Done> saveFigureTo(const LabFigure& figure,
                                                    const std::filesystem::path& file);

private:
    void fill();
    void addFigure(const LabFigure& figure);
    void addText(const QString& name, const QString& file, std::string text);
    void tell(const Outcome<Done>& saved, const QString& file);

    RobustnessLab& lab_;
};

} // namespace vitrine::widgets
