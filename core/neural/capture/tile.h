#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/trace.h"
#include "core/neural/capture/attentionstore.h"

namespace vitrine::neural {

/// One tile of a head's pyramid (see engine::Tile), computed from the rows it covers. A tile that
/// lies outside the map is empty.
[[nodiscard]] Outcome<engine::Tile> makeTile(const AttentionStore& store, std::size_t head,
                                             engine::TileKey key, const Tick& tick);

} // namespace vitrine::neural
