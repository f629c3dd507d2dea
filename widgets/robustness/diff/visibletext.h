#pragma once

#include "core/perturb/editscript.h"

#include <QString>

#include <string_view>
#include <vector>

namespace vitrine::widgets {

/// A text as it is drawn: every control or invisible character replaced by its name in brackets, so
/// that nothing that was inserted stays unseen.
struct VisibleText {
    struct Mark {
        enum class Kind { Edit, Control };
        qsizetype begin = 0; ///< UTF-16 units of `text`
        qsizetype end = 0;
        Kind kind = Kind::Edit;
    };

    QString text;
    std::vector<Mark> marks; ///< edits first, then controls
    bool cut = false;        ///< only a window of a longer text is shown
};

/// Bytes of a text that were edited, grown to whole words.
[[nodiscard]] std::vector<Span> editedWords(std::string_view text, const std::vector<Span>& edits);

/// Draws `text` with the spans of `edits` (bytes) marked. Of texts longer than `most` bytes a
/// window around the first edit is shown.
[[nodiscard]] VisibleText visibleText(std::string_view text, const std::vector<Span>& edits,
                                      std::size_t most = 2000);

/// "U+200B" for what has no shape of its own: controls, formats, unusual blanks; empty for others.
[[nodiscard]] QString controlName(char32_t character);

} // namespace vitrine::widgets
