#include "core/neural/capture/tile.h"

#include "core/neural/capture/scan.h"

#include <algorithm>
#include <cmath>

namespace vitrine::neural {

namespace {

constexpr int kDeepestLevel = 24;

std::vector<std::uint8_t> coded(const std::vector<float>& values) {
    std::vector<std::uint8_t> codes(values.size());
    std::transform(values.begin(), values.end(), codes.begin(), [](float value) {
        const float code = 255.0F * std::sqrt(std::clamp(value, 0.0F, 1.0F));
        return static_cast<std::uint8_t>(std::lround(code));
    });
    return codes;
}

// Where a tile lies in the map, and how many of its cells are real.
struct Footprint {
    std::size_t step = 1; ///< map cells along one side of a tile cell
    engine::Range queries;
    engine::Range keys;
    std::size_t rows = 0;
    std::size_t columns = 0;
};

Footprint footprintOf(const AttentionStore& store, engine::TileKey key) {
    Footprint footprint{.step = std::size_t{1} << key.level};
    const std::size_t side = engine::kTileSide * footprint.step;
    footprint.queries = {std::min(key.y * side, store.queries()),
                         std::min((key.y + 1) * side, store.queries())};
    footprint.keys = {std::min(key.x * side, store.keys()),
                      std::min((key.x + 1) * side, store.keys())};
    footprint.rows = (footprint.queries.size() + footprint.step - 1) / footprint.step;
    footprint.columns = (footprint.keys.size() + footprint.step - 1) / footprint.step;
    return footprint;
}

} // namespace

Outcome<engine::Tile> makeTile(const AttentionStore& store, std::size_t head, engine::TileKey key,
                               const Tick& tick) {
    if (key.level < 0 || key.level > kDeepestLevel) {
        return Problem{"The pyramid has no such level", std::to_string(key.level), ""};
    }
    const Footprint place = footprintOf(store, key);
    std::vector<float> largest(place.rows * place.columns, 0.0F);
    std::vector<float> average(place.rows * place.columns, 0.0F);
    RowScan scan(store);
    for (std::size_t begin = place.queries.begin; begin < place.queries.end;
         begin += RowScan::kBlockRows) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        const engine::Range block{begin, std::min(begin + RowScan::kBlockRows, place.queries.end)};
        scan.visit(head, block, [&](const RowScan::Row& row) {
            const std::size_t y = (row.query - place.queries.begin) / place.step;
            const std::size_t height =
                std::min(place.step, place.queries.size() - y * place.step);
            for (std::size_t key = 0; key < place.keys.size(); ++key) {
                const std::size_t x = key / place.step;
                const std::size_t width = std::min(place.step, place.keys.size() - x * place.step);
                const float value = row.values[place.keys.begin + key];
                float& top = largest[y * place.columns + x];
                top = value <= top ? top : value;
                average[y * place.columns + x] += value / static_cast<float>(width * height);
            }
        });
    }
    return engine::Tile{.rows = place.rows,
                        .columns = place.columns,
                        .largest = coded(largest),
                        .average = coded(average)};
}

} // namespace vitrine::neural
