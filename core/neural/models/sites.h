#pragma once

#include "core/engine/site.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What the self-attention sites of a tower have in common.
struct SelfSites {
    std::string tower;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t headWidth = 0;
    engine::MaskRule mask = engine::MaskRule::None;
};

/// One site `<tower>.<layer>.self` a layer, scaled by 1/√d, over axis 0 on both sides.
[[nodiscard]] std::vector<engine::Site> selfSites(const SelfSites& common);

} // namespace vitrine::neural
