#pragma once

#include "core/base/outcome.h"
#include "widgets/foundation/figure/figure.h"

#include <QMenu>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace vitrine::widgets {

/// "Save as PNG …, SVG …, PDF …, CSV …, Copy picture": what an export button opens.
class ExportMenu final : public QMenu {
    Q_OBJECT

public:
    using MakeFigure = std::function<std::unique_ptr<Figure>()>;
    using MakeCsv = std::function<std::string()>;

    ExportMenu(MakeFigure figure, MakeCsv csv, QWidget* parent);

    /// Saves by the ending: png, svg, pdf or csv. Others are a Problem.
    [[nodiscard]] Outcome<Done> saveTo(const std::filesystem::path& file) const;

Q_SIGNALS:
    void problemMet(const vitrine::Problem& problem);

private:
    void ask(const QString& ending, const QString& kind);
    void copy() const;

    MakeFigure figure_;
    MakeCsv csv_;
};

} // namespace vitrine::widgets
