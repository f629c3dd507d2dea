#pragma once

#include <QFont>

namespace vitrine::widgets {

/// The type scale of DESIGN 3: pixel size / line height and weight at 100 %.
enum class TextStyle {
    Caption,      ///< 11/16, 400
    CaptionLabel, ///< 11/16, 500: special pills
    CaptionHead,  ///< 11/16, 600: pin letters
    Small,        ///< 12/16, 400
    SmallLabel,   ///< 12/16, 500
    SmallHead,    ///< 12/16, 600
    Base,         ///< 13/20, 400
    Label,        ///< 13/20, 500
    Head,         ///< 13/20, 600
    SampleText,   ///< 15/25, 400
    RunTitle,     ///< 15/25, 600
    LessonHead,   ///< 22/30, 600
    Number,       ///< 26/32, 500
    Mono,         ///< 13/20, 400, Noto Sans Mono
    MonoCaption   ///< 11/16, 400, Noto Sans Mono
};

/// The font of a style at a text scale (0.9 … 1.5). Medium and SemiBold where installed, else
/// Regular and Bold.
[[nodiscard]] QFont fontFor(TextStyle style, double textScale = 1);

/// The distance of two base lines in logical pixels.
[[nodiscard]] int lineHeightFor(TextStyle style, double textScale = 1);

} // namespace vitrine::widgets
