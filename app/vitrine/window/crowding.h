#pragma once

#include <QSize>

namespace vitrine::app {

/// What gives way at a window size (DESIGN 7). A plain value, computed in one place.
struct Crowding {
    bool libraryRail = false;      ///< Library becomes a 44-px rail
    bool comboWords = true;        ///< words before combo values
    bool statusWords = true;       ///< memory and time with words, all key hints
    bool historyRail = true;       ///< else in the menu only
    bool inspector = true;         ///< else the lab in front has no use for it
    bool inspectorDrawer = false;  ///< else a dock
    bool briefInspector = false;   ///< its long parts closed
    bool allLabWords = true;       ///< else of the chosen lab only
    bool chips = true;
    int libraryWidth = 176;
    int inspectorWidth = 300;

    bool operator==(const Crowding&) const = default;
};

/// The rules for a window of that size in logical pixels; labs amend them (Lab::shape).
[[nodiscard]] Crowding crowdingFor(const QSize& window);

} // namespace vitrine::app
