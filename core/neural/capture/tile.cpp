#include "core/neural/capture/tile.h"

#include "core/neural/capture/kernels.h"
#include "core/neural/capture/pooling.h"
#include "core/neural/capture/scan.h"

#include <algorithm>

namespace vitrine::neural {

namespace {

constexpr int kDeepestLevel = 24;

std::vector<std::uint8_t> coded(const Grid& grid) {
    std::vector<std::uint8_t> codes(grid.values().size());
    squareRootCodes(grid.values().data(), codes.data(), codes.size());
    return codes;
}

// The part of one side of the map that a tile covers; empty where the tile lies outside.
engine::Range covered(std::size_t tile, std::size_t step, std::size_t length) {
    const std::size_t side = engine::kTileSide * step;
    return {std::min(tile * side, length), std::min((tile + 1) * side, length)};
}

} // namespace

Outcome<engine::Tile> makeTile(const AttentionStore& store, std::size_t head, engine::TileKey key,
                               const Tick& tick) {
    if (key.level < 0 || key.level > kDeepestLevel) {
        return Problem{"The pyramid has no such level", std::to_string(key.level), ""};
    }
    const std::size_t step = std::size_t{1} << key.level; // map cells along a side of a tile's cell
    const engine::Range queries = covered(key.y, step, store.queries());
    const engine::Range keys = covered(key.x, step, store.keys());
    const Pooling pooling = Pooling::byStep(queries.size(), keys.size(), step);
    Grid largest = pooling.blank();
    Grid average = pooling.blank();
    PooledRows pooled(pooling);
    RowScan scan(store);
    for (std::size_t begin = queries.begin; begin < queries.end; begin += RowScan::kBlockRows) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        const engine::Range block{begin, std::min(begin + RowScan::kBlockRows, queries.end)};
        scan.visit(head, block, keys, [&](const RowScan::Row& row) {
            pooled.add(row.query - queries.begin, row.values, largest, average);
        });
    }
    engine::Tile tile{.rows = largest.rows(),
                      .columns = largest.columns(),
                      .largest = coded(largest),
                      .average = {}};
    tile.average = step == 1 ? tile.largest : coded(average);
    return tile;
}

} // namespace vitrine::neural
