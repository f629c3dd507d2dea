#pragma once

#include "widgets/foundation/icons/icons.h"

#include <QString>

namespace vitrine::widgets {

/// One row of the library. A plain value.
struct LibraryItem {
    QString id;
    Icon icon = Icon::Sample;
    QString name;
    QString note;    ///< right-aligned: "23 M", "10 w"
    QString toolTip; ///< plain text
    int depth = 0;   ///< 1: made from the row above
    bool fault = false;

    bool operator==(const LibraryItem&) const = default;
};

} // namespace vitrine::widgets
