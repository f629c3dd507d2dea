#pragma once

#include "widgets/foundation/figure/figure.h"

#include <QImage>
#include <QString>
#include <QStringList>

#include <memory>
#include <string>
#include <vector>

namespace vitrine::app {

/// A picture of the report: drawn when it is written, or taken from the window before.
struct ReportFigure {
    QString title;
    QString caption;
    QString stem; ///< of its file names
    std::shared_ptr<const widgets::Figure> figure;
    QImage image; ///< where there is no figure
};

struct ReportTable {
    QString title;
    QStringList headings;
    std::vector<QStringList> rows;
    int textColumns = 1; ///< from the left; the others hold numbers
};

/// All that a report says: plain values, so that it can be written on a worker.
struct ReportContent {
    QString title;
    QString introduction;
    std::vector<ReportFigure> figures;
    std::vector<ReportTable> tables;
};

/// The page as HTML beside its pictures `<stem>.png` (and `.svg`): no scripts, no external
/// references.
[[nodiscard]] std::string reportHtml(const ReportContent& content);

} // namespace vitrine::app
