#pragma once

#include <QString>

namespace vitrine::widgets {

/// "1 edit", "4 edits": `one` and `many` have %1 for the number.
[[nodiscard]] inline QString counted(qsizetype count, const QString& one, const QString& many) {
    return (count == 1 ? one : many).arg(count);
}

} // namespace vitrine::widgets
