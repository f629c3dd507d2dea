#pragma once

#include "app/vitrine/report/reportcontent.h"
#include "app/vitrine/session/session.h"

#include <memory>

namespace vitrine::widgets {
class AttentionLab;
}

namespace vitrine::app {

class Labs;

/// What all labs show now, as a report. GUI thread; nothing is drawn yet.
[[nodiscard]] ReportContent collectReport(const Labs& labs, const Document& document,
                                          Session& session);

/// Adds the figures of the Attention lab's views that are not there yet by name.
void addViews(ReportContent& content, const widgets::AttentionLab& lab);

/// The tokens, the strongest keys of the chosen query, the statistics of all heads. There has to be
/// a picture.
void addTables(ReportContent& content, const widgets::AttentionState& state);

/// Adds a figure with its own caption; nothing for null.
void addFigure(ReportContent& content, const QString& name,
               std::unique_ptr<widgets::Figure> figure);

/// "all-heads" for "All heads".
[[nodiscard]] QString fileStem(const QString& name);

} // namespace vitrine::app
