#include "widgets/attention/map/mapraster.h"

#include "widgets/attention/heat/cellraster.h"
#include "widgets/attention/heat/gridraster.h"
#include "widgets/attention/state/numbers.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

QSize deviceSize(const MapFrame& frame) {
    return (frame.canvas.size() * frame.pixelRatio).toSize().expandedTo({1, 1});
}

std::vector<float> slice(const std::vector<float>& values, std::size_t begin, std::size_t count) {
    if (begin >= values.size()) {
        return {};
    }
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
    return {first, first + static_cast<std::ptrdiff_t>(std::min(count, values.size() - begin))};
}

/// The largest of every `pool` neighbouring maxima.
std::vector<float> pooledMaxima(const std::vector<float>& maxima, std::size_t pool) {
    std::vector<float> result;
    for (std::size_t begin = 0; begin < maxima.size(); begin += pool) {
        const std::vector<float> group = slice(maxima, begin, pool);
        result.push_back(*std::ranges::max_element(group));
    }
    return result;
}

QImage paintTile(const engine::Tile& tile, const MapColours& colours, std::size_t firstRow,
                 const std::vector<float>& maxima) {
    const auto& codes = colours.pooling == Pooling::Largest ? tile.largest : tile.average;
    if (maxima.empty()) {
        return colours.map.paintCodes(codes, tile.rows, tile.columns);
    }
    Grid grid(tile.rows, tile.columns);
    std::ranges::transform(codes, grid.values().begin(), [](std::uint8_t code) {
        const float root = static_cast<float>(code) / 255;
        return root * root;
    });
    return paintCells(grid, colours.map, slice(maxima, firstRow, tile.rows));
}

/// The tiles of one level that are in sight, nearest to the middle first.
std::vector<engine::TileKey> tilesInSight(const MapFrame& frame, int level) {
    const auto side = static_cast<double>(engine::kTileSide << level);
    const QRectF items = frame.viewport.visibleItems();
    std::vector<engine::TileKey> keys;
    for (auto y = static_cast<std::size_t>(items.top() / side);
         static_cast<double>(y) * side < items.bottom(); ++y) {
        for (auto x = static_cast<std::size_t>(items.left() / side);
             static_cast<double>(x) * side < items.right(); ++x) {
            keys.push_back({level, x, y});
        }
    }
    const auto distance = [&](const engine::TileKey& key) {
        const QPointF middle((static_cast<double>(key.x) + 0.5) * side,
                             (static_cast<double>(key.y) + 0.5) * side);
        return (middle - items.center()).manhattanLength();
    };
    std::ranges::stable_sort(keys, {}, distance);
    return keys;
}

/// Tiles over what the thumbnail shows; false if some were not there.
bool paintTiles(QImage& image, MapSource& source, engine::HeadRef head, const MapFrame& frame,
                const MapColours& colours) {
    const int level = levelFor(frame.pitch() * frame.pixelRatio);
    const double pool = static_cast<double>(std::size_t{1} << level);
    const QRectF items = shownItems(frame);
    const QSizeF content = frame.viewport.content();
    const QSize cells(static_cast<int>(std::ceil(content.width() / pool)),
                      static_cast<int>(std::ceil(content.height() / pool)));
    const PixelCells pixels = pixelCells(
        QRectF(items.topLeft() / pool, items.size() / pool), image.size(), cells);
    const std::vector<float> maxima =
        pooledMaxima(colours.rowMaxima, static_cast<std::size_t>(pool));
    std::vector<engine::TileKey> missing;
    for (const engine::TileKey& key : tilesInSight(frame, level)) {
        const std::size_t top = key.y * engine::kTileSide;
        if (const auto tile = source.tile(head, key)) {
            blitCells(image, paintTile(*tile, colours, top, maxima),
                      QPoint(static_cast<int>(key.x * engine::kTileSide), static_cast<int>(top)),
                      pixels);
        } else {
            missing.push_back(key);
        }
    }
    if (!missing.empty()) {
        source.want(head, missing);
    }
    return missing.empty();
}

void paintFromThumbnail(QImage& image, const Grid& thumbnail, const MapFrame& frame,
                        const MapColours& colours) {
    if (thumbnail.empty()) {
        return;
    }
    const QSize cells(static_cast<int>(thumbnail.columns()), static_cast<int>(thumbnail.rows()));
    const QSizeF content = frame.viewport.content();
    const QRectF items = shownItems(frame);
    const double across = cells.width() / content.width();
    const double down = cells.height() / content.height();
    blitCells(image, colours.map.paint(thumbnail), {0, 0},
              pixelCells(QRectF(items.left() * across, items.top() * down, items.width() * across,
                                items.height() * down),
                         image.size(), cells));
}

} // namespace

int levelFor(double devicePixelsPerCell) {
    if (!(devicePixelsPerCell > 0) || devicePixelsPerCell >= 1) {
        return 0;
    }
    return static_cast<int>(std::ceil(-std::log2(devicePixelsPerCell) - 1e-9));
}

MapRaster rasterOf(MapSource& source, const study::TracePicture& picture, engine::HeadRef head,
                   const MapFrame& frame, const MapColours& colours) {
    MapRaster raster;
    raster.image = QImage(deviceSize(frame), QImage::Format_RGB32);
    raster.image.fill(colours.map.color(0));
    if (const auto grid = source.whole(head)) {
        paintGridCells(raster.image, *grid, frame, colours);
    } else {
        const engine::HeadSummary& summary = summaryOf(picture, head);
        paintFromThumbnail(raster.image,
                           colours.pooling == Pooling::Largest ? summary.largest : summary.average,
                           frame, colours);
        raster.complete = head.head != kMeanHead
                          && paintTiles(raster.image, source, head, frame, colours);
    }
    raster.image.setDevicePixelRatio(frame.pixelRatio);
    return raster;
}

} // namespace vitrine::widgets
