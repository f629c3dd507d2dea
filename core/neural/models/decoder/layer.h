#pragma once

#include "core/neural/blocks/block.h"
#include "core/neural/models/decoder/config.h"

#include <vector>

namespace vitrine::neural {

/// Layers `scope / 0` … `scope / (n − 1)` as both GPTs name them: a fused projection of query, key
/// and value, weights stored [in, out].
[[nodiscard]] std::vector<Block> decoderLayers(const Scope& scope, const DecoderConfig& config,
                                               NormOrder order);

} // namespace vitrine::neural
