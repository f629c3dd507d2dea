#include "core/neural/models/sites.h"

#include <cmath>
#include <stdexcept>

namespace vitrine::neural {

namespace {

const char* nameOfKind(engine::SiteKind kind) {
    switch (kind) {
    case engine::SiteKind::Self:
        return "self";
    case engine::SiteKind::Cross:
        return "cross";
    case engine::SiteKind::Temporal:
        return "temporal";
    case engine::SiteKind::Spatial:
        return "spatial";
    }
    throw std::invalid_argument("sitesOf: unknown kind");
}

} // namespace

std::vector<engine::Site> sitesOf(const TowerSites& common) {
    std::vector<engine::Site> sites;
    for (int layer = 0; layer < static_cast<int>(common.layers); ++layer) {
        for (const engine::SiteKind kind : common.kinds) {
            const bool cross = kind == engine::SiteKind::Cross;
            sites.push_back({.name = common.tower + "." + std::to_string(layer) + "." +
                                     nameOfKind(kind),
                             .tower = common.tower,
                             .layer = layer,
                             .kind = kind,
                             .heads = static_cast<int>(common.heads),
                             .keyHeads = static_cast<int>(common.heads),
                             .headWidth = static_cast<int>(common.headWidth),
                             .scale = 1 / std::sqrt(static_cast<float>(common.headWidth)),
                             .mask = cross ? engine::MaskRule::None : common.mask,
                             .queryAxis = common.axis,
                             .keyAxis = cross ? common.memoryAxis : common.axis});
        }
    }
    return sites;
}

} // namespace vitrine::neural
