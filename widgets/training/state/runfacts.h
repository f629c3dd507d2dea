#pragma once

#include "widgets/training/state/runrecord.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace vitrine::widgets {

/// How far a run is and how fast, in words, computed from its record (training.md 13).
struct RunFacts {
    QString done;    ///< "6 430 of 9 400 steps"
    double share = 0; ///< 0 … 1; 0 while the end is unknown
    QString percent; ///< "68 %"
    QString left;    ///< "4 min 12 s left", empty while unknown or not running
    QStringList rates; ///< "11.7 steps/s", "48.1 k tokens/s", "1.9 GB"
    QString pulse;   ///< "heartbeat 0.4 s ago"
};

[[nodiscard]] RunFacts factsOf(const RunRecord& record);

/// Why a run stands still or is gone, and what can be done; nothing for one that is well.
[[nodiscard]] std::optional<Problem> explanationOf(const RunRecord& record);

/// "4 min 12 s", "2 h 05 min", "40 s".
[[nodiscard]] QString durationText(double seconds);

/// "1.9 GB", "340 MB".
[[nodiscard]] QString bytesText(double bytes);

/// "3e-4", "0.0010": a number of a recipe, without zeros that say nothing.
[[nodiscard]] QString settingText(double value);

/// "48.1 k", "11.7".
[[nodiscard]] QString rateText(double rate);

} // namespace vitrine::widgets
