#pragma once

/// The measures of DESIGN 3 and 5 in logical pixels at 100 %.
namespace vitrine::widgets::metrics {

inline constexpr int kGrid = 4;
inline constexpr int kPanePadding = 16;
inline constexpr int kRowGap = 8;
inline constexpr int kGroupGap = 12;
inline constexpr int kWideGroupGap = 24;
inline constexpr int kHairline = 1;

inline constexpr int kRadius = 4;     ///< chip, field, button
inline constexpr int kCardRadius = 6; ///< card, toast
inline constexpr int kPillRadius = 12;

inline constexpr int kMenuBarHeight = 30;
inline constexpr int kLabBarHeight = 44;
inline constexpr int kToolBarHeight = 40;
inline constexpr int kDockHeadHeight = 32;
inline constexpr int kHistoryRailHeight = 36;
inline constexpr int kStatusBarHeight = 28;
inline constexpr int kMenuRow = 26;
inline constexpr int kLeastHit = 24;

inline constexpr int kFocusGap = 1;  ///< surface between control and ring
inline constexpr int kFocusRing = 2; ///< ink
inline constexpr int kFocusOutset = kFocusGap + kFocusRing;

inline constexpr int kIcon = 16;
inline constexpr int kSmallIcon = 14;
inline constexpr int kLargeIcon = 20;

inline constexpr int kScrollBar = 8;
inline constexpr int kLeastScrollHandle = 24;
inline constexpr int kSplitter = 1;
inline constexpr int kSplitterGrip = 7;
inline constexpr int kCheckBox = 16;
inline constexpr int kSwitchWidth = 28;
inline constexpr int kSwitchHeight = 16;
inline constexpr int kUnderline = 2; ///< chosen lab or tab

inline constexpr int kSliderTrack = 4;
inline constexpr int kSliderHandle = 18;

inline constexpr int kChipHeight = 24;
inline constexpr int kChipPadding = 6;
inline constexpr int kChipGap = 4;
inline constexpr int kPillPadding = 8;

inline constexpr int kLeastThumbnail = 19;
inline constexpr int kThumbnail = 30;
inline constexpr int kMostThumbnail = 48;
inline constexpr int kThumbnailGapX = 5;
inline constexpr int kThumbnailGapY = 10;
inline constexpr int kBadgeHeight = 2;
inline constexpr int kBadgeDrop = 3; ///< below the thumbnail

inline constexpr int kColourBar = 12;
inline constexpr int kMostColourBar = 280;
inline constexpr int kFlatColourBar = 8;
inline constexpr int kUniformTick = 20;

inline constexpr int kLeastLabelPitch = 9;  ///< map labels are hidden below
inline constexpr int kLeastNumberCell = 34; ///< numbers are printed from here
inline constexpr int kLeastEdgedCell = 12;  ///< cell edges from here, if asked
inline constexpr int kMapLabelGap = 8;
inline constexpr double kKeyLabelAngle = -50; ///< degrees
inline constexpr int kClipCorner = 7;

inline constexpr int kHatchLine = 1;
inline constexpr int kHatchGap = 4;

inline constexpr double kCasingWidth = 3.5;
inline constexpr double kCrosshairWidth = 1.5;
inline constexpr double kCursorWidth = 1.75;

inline constexpr int kPin = 16;
inline constexpr int kSmallPin = 13;
inline constexpr int kMostPins = 8;

inline constexpr int kUnitColumn = 36;
inline constexpr int kFieldLabel = 104;
inline constexpr int kToastHeight = 32;
inline constexpr int kToastMilliseconds = 6000;
inline constexpr int kProgressBarWidth = 80;
inline constexpr int kProgressBarHeight = 4;
inline constexpr int kProgressDelay = 300; ///< ms before progress is shown

inline constexpr int kPaneMotion = 120; ///< ms
inline constexpr int kMorphMotion = 180;
inline constexpr int kFlashMotion = 300;

} // namespace vitrine::widgets::metrics

namespace vitrine::widgets {

enum class Density { Compact, Normal, Roomy };

/// Heights that follow the density.
struct RowHeights {
    int tree = 26;
    int table = 28;
    int inspector = 24;
    int control = 28;
    int toolControl = 24; ///< controls in tool bars

    bool operator==(const RowHeights&) const = default;
};

/// Compact: rows 4 less, controls 24. Roomy: all 4 more.
[[nodiscard]] constexpr RowHeights rowHeights(Density density) {
    switch (density) {
    case Density::Compact:
        return {22, 24, 20, 24, 24};
    case Density::Roomy:
        return {30, 32, 28, 32, 28};
    case Density::Normal:
        break;
    }
    return {};
}

} // namespace vitrine::widgets
