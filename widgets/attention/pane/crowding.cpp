#include "widgets/attention/pane/crowding.h"

#include "widgets/foundation/theme/metrics.h"

namespace vitrine::widgets {

namespace {

constexpr int kWide = 1500;
constexpr int kRoomy = 1760; // from here on thumbnails grow
constexpr int kNarrow = 1100;

} // namespace

Crowding crowdingOf(const QSize& window) {
    Crowding crowding;
    crowding.words = window.width() >= kWide;
    crowding.navigator = window.width() >= kNarrow;
    crowding.profile = window.height() >= 900;
    crowding.strip = window.height() >= 800;
    crowding.rows = window.height() >= 720;
    crowding.navigatorWidth = crowding.words ? 516 : 384;
    crowding.mostThumbnail = window.width() >= kRoomy ? metrics::kMostThumbnail
                                                      : metrics::kThumbnail;
    return crowding;
}

} // namespace vitrine::widgets
