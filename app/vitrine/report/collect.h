#pragma once

#include "app/vitrine/report/reportcontent.h"
#include "app/vitrine/session/session.h"

namespace vitrine::app {

class MainWindow;

/// What the window shows now, as a report: a figure of every view of both labs, the tokens, the
/// strongest keys of the chosen query, the statistics of all heads. GUI thread; nothing is drawn
/// yet.
[[nodiscard]] ReportContent collectReport(MainWindow& window, const Document& document,
                                          Session& session);

/// Adds the figures of the Attention lab's views that are not there yet by name.
void addViews(ReportContent& content, MainWindow& window);

/// "all-heads" for "All heads".
[[nodiscard]] QString fileStem(const QString& name);

} // namespace vitrine::app
