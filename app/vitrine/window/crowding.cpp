#include "app/vitrine/window/crowding.h"

#include <algorithm>

namespace vitrine::app {

namespace {

constexpr int kRoomy = 1600;
constexpr int kRail = 1500;
constexpr int kDrawer = 1280;
constexpr int kLeastForRail = 900;
constexpr int kLeastForChips = 720;
constexpr int kGrowth = 400; ///< width over which the docks reach their widest

int grown(int least, int most, int width) {
    const int extra = std::clamp(width - kRoomy, 0, kGrowth);
    return least + (most - least) * extra / kGrowth;
}

} // namespace

Crowding crowdingFor(const QSize& window) {
    const int width = window.width();
    Crowding crowding;
    crowding.libraryRail = width < kRail;
    crowding.comboWords = width >= kRail;
    crowding.statusWords = width >= kRail;
    crowding.historyRail = width >= kDrawer && window.height() >= kLeastForRail;
    crowding.briefInspector = width < kRail;
    crowding.inspectorDrawer = width < kDrawer;
    crowding.allLabWords = width >= kDrawer;
    crowding.chips = window.height() >= kLeastForChips;
    crowding.libraryWidth = grown(176, 240, width);
    crowding.inspectorWidth = width < kRail ? 256 : grown(300, 340, width);
    return crowding;
}

} // namespace vitrine::app
