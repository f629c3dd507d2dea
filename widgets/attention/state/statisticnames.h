#pragma once

#include "core/study/picture.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::widgets {

/// A statistic as menus, legends and badges need it.
struct StatisticName {
    std::string id;
    QString label;   ///< "entropy"
    QString tooltip; ///< in plain words
    bool badge = false; ///< a share with one scale for all layers; else the badge is hidden
};

/// The statistics that a picture has, in the engine's order.
[[nodiscard]] std::vector<StatisticName> statisticsOf(const study::TracePicture& picture);

/// One by its id; an unknown id names itself and has no badge.
[[nodiscard]] StatisticName statisticName(std::string_view id);

} // namespace vitrine::widgets
