#pragma once

#include <QSize>

namespace vitrine::widgets {

/// What a window of a size has room for (DESIGN 7).
struct Crowding {
    bool words = true;     ///< words before combo values, in segments; 1500 and up
    bool navigator = true; ///< beside the stage, not as a drawer; 1100 and up
    bool profile = true;   ///< the row as bars under the map; 900 and up
    bool strip = true;     ///< the statistic by layer; 800 and up
    bool rows = true;      ///< the pinned rows; 720 and up
    int navigatorWidth = 516;
    int mostThumbnail = 30;

    bool operator==(const Crowding&) const = default;
};

/// For the size of the window, not of the lab.
[[nodiscard]] Crowding crowdingOf(const QSize& window);

} // namespace vitrine::widgets
