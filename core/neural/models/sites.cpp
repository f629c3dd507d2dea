#include "core/neural/models/sites.h"

#include <cmath>

namespace vitrine::neural {

std::vector<engine::Site> selfSites(const SelfSites& common) {
    std::vector<engine::Site> sites;
    for (int layer = 0; layer < static_cast<int>(common.layers); ++layer) {
        sites.push_back({.name = common.tower + "." + std::to_string(layer) + ".self",
                         .tower = common.tower,
                         .layer = layer,
                         .heads = static_cast<int>(common.heads),
                         .keyHeads = static_cast<int>(common.heads),
                         .headWidth = static_cast<int>(common.headWidth),
                         .scale = 1 / std::sqrt(static_cast<float>(common.headWidth)),
                         .mask = common.mask});
    }
    return sites;
}

} // namespace vitrine::neural
