#pragma once

#include "core/neural/blocks/block.h"
#include "core/neural/models/vision/config.h"

#include <vector>

namespace vitrine::neural {

/// Pre-norm layers `scope / 0` … `scope / (n − 1)` as ViT and DeiT name them.
[[nodiscard]] std::vector<Block> visionLayers(const Scope& scope, const VisionConfig& config);

} // namespace vitrine::neural
