#pragma once

#include "core/engine/site.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What the attention sites of a tower have in common.
struct TowerSites {
    std::string tower;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t headWidth = 0;
    engine::MaskRule mask = engine::MaskRule::None; ///< of self-attention
    std::vector<engine::SiteKind> kinds{engine::SiteKind::Self}; ///< of each layer, as they run
    int axis = 0;       ///< of the tower
    int memoryAxis = 0; ///< of what cross-attention looks at
};

/// The sites `<tower>.<layer>.<kind>`, scaled by 1/√d.
[[nodiscard]] std::vector<engine::Site> sitesOf(const TowerSites& common);

} // namespace vitrine::neural
