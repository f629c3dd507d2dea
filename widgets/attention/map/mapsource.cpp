#include "widgets/attention/map/mapsource.h"

#include "widgets/attention/map/rowsummary.h"
#include "widgets/attention/map/tilecache.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/task/latestwins.h"

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kSmallCells = 128 * 128;
constexpr std::size_t kMeanCellsPerHead = 64 * 64; // a mean costs a row of every head
constexpr std::size_t kKeptGrids = 256;
constexpr std::size_t kTilesAtOnce = 4; // so that they appear one after the other

using HeadKey = std::pair<int, int>;

HeadKey keyOf(engine::HeadRef head) {
    return {head.site, head.head};
}

using TracePointer = std::shared_ptr<const engine::Trace>;

} // namespace

struct MapSource::Private {
    // Every answer says which trace it is of: work that was faster than its cancelling still arrives.
    struct TileBatch {
        TracePointer trace;
        engine::HeadRef head;
        std::vector<std::pair<engine::TileKey, engine::Tile>> tiles;
    };

    struct HeadSummaryOfRows {
        TracePointer trace;
        engine::HeadRef head;
        RowSummary rows;
    };

    struct HeadMean {
        TracePointer trace;
        int site = 0;
        Grid grid;
    };

    Private(Worker& worker, MapSource& source)
        : tileLane(worker, [&source, this](Generation, Outcome<TileBatch> batch) {
            takeTiles(source, std::move(batch));
        })
        , rowLane(worker, [&source, this](Generation, Outcome<HeadSummaryOfRows> rows) {
            take(source, std::move(rows), [this](HeadSummaryOfRows& each) {
                rowSummaries[keyOf(each.head)] = std::move(each.rows);
            });
        })
        , meanLane(worker, [&source, this](Generation, Outcome<HeadMean> mean) {
            take(source, std::move(mean), [this](HeadMean& each) {
                grids[{each.site, kMeanHead}] = std::make_shared<const Grid>(std::move(each.grid));
            });
        }) {}

    [[nodiscard]] bool current(const TracePointer& trace) const {
        return picture && picture->trace == trace;
    }

    template <class T, class Keep>
    void take(MapSource& source, Outcome<T> result, const Keep& keep) {
        if (result) {
            if (current(result->trace)) {
                keep(*result);
                Q_EMIT source.arrived();
            }
        } else if (result.failed()) {
            Q_EMIT source.failed(QString::fromStdString(result.problem().text()));
        }
    }

    void takeTiles(MapSource& source, Outcome<TileBatch> batch) {
        if (batch) {
            if (!current(batch->trace)) {
                return;
            }
            for (auto& [key, tile] : batch->tiles) {
                tiles.put(batch->head, key, std::move(tile));
            }
            Q_EMIT source.arrived();
            requestTiles();
        } else if (batch.failed()) {
            wanted.clear();
            Q_EMIT source.failed(QString::fromStdString(batch.problem().text()));
        }
    }

    void requestTiles() {
        std::erase_if(wanted, [&](const engine::TileKey& key) {
            return tiles.has(wantedHead, key);
        });
        if (wanted.empty() || !picture) {
            return;
        }
        const std::size_t count = std::min(wanted.size(), kTilesAtOnce);
        std::vector<engine::TileKey> keys(wanted.begin(),
                                          wanted.begin() + static_cast<std::ptrdiff_t>(count));
        tileLane.submit([trace = picture->trace, head = wantedHead, keys = std::move(keys)](
                            const Tick& tick) -> Outcome<TileBatch> {
            TileBatch batch{.trace = trace, .head = head, .tiles = {}};
            for (const engine::TileKey& key : keys) {
                auto tile = trace->tile(head, key, tick);
                if (!tile) {
                    return tile.as<TileBatch>();
                }
                batch.tiles.emplace_back(key, *std::move(tile));
            }
            return batch;
        });
    }

    void requestRows(engine::HeadRef head) {
        if (rowsAsked == head && rowLane.busy()) {
            return;
        }
        rowsAsked = head;
        rowLane.submit([trace = picture->trace, head](const Tick& tick) -> Outcome<HeadSummaryOfRows> {
            auto rows = summariseRows(*trace, head, tick);
            if (!rows) {
                return rows.as<HeadSummaryOfRows>();
            }
            return HeadSummaryOfRows{.trace = trace, .head = head, .rows = *std::move(rows)};
        });
    }

    void requestMean(int site) {
        if (meanAsked == site && meanLane.busy()) {
            return;
        }
        meanAsked = site;
        meanLane.submit([trace = picture->trace, site](const Tick& tick) -> Outcome<HeadMean> {
            auto grid = trace->headMean(site, tick);
            if (!grid) {
                return grid.as<HeadMean>();
            }
            return HeadMean{.trace = trace, .site = site, .grid = *std::move(grid)};
        });
    }

    std::shared_ptr<const study::TracePicture> picture;
    std::map<HeadKey, std::shared_ptr<const Grid>> grids;
    std::map<HeadKey, RowSummary> rowSummaries;
    TileCache tiles;
    std::vector<engine::TileKey> wanted;
    engine::HeadRef wantedHead;
    engine::HeadRef rowsAsked{-1, -1};
    int meanAsked = -1;
    LatestWins<TileBatch> tileLane;
    LatestWins<HeadSummaryOfRows> rowLane;
    LatestWins<HeadMean> meanLane;
};

MapSource::MapSource(Worker& worker, QObject* parent)
    : QObject(parent)
    , d_(std::make_unique<Private>(worker, *this)) {}

MapSource::~MapSource() = default;

void MapSource::setPicture(std::shared_ptr<const study::TracePicture> picture) {
    d_->tileLane.cancel();
    d_->rowLane.cancel();
    d_->meanLane.cancel();
    d_->picture = std::move(picture);
    d_->grids.clear();
    d_->rowSummaries.clear();
    d_->tiles.clear();
    d_->wanted.clear();
    d_->rowsAsked = {-1, -1};
    d_->meanAsked = -1;
}

std::size_t MapSource::queries(int site) const {
    const engine::Trace& trace = *d_->picture->trace;
    const auto axis = trace.sites()[static_cast<std::size_t>(site)].queryAxis;
    return trace.axes()[static_cast<std::size_t>(axis)].size();
}

std::size_t MapSource::keys(int site) const {
    const engine::Trace& trace = *d_->picture->trace;
    const auto axis = trace.sites()[static_cast<std::size_t>(site)].keyAxis;
    return trace.axes()[static_cast<std::size_t>(axis)].size();
}

bool MapSource::small(int site) const {
    return d_->picture && queries(site) * keys(site) <= kSmallCells;
}

std::shared_ptr<const Grid> MapSource::whole(engine::HeadRef head) {
    if (!d_->picture) {
        return nullptr;
    }
    const auto found = d_->grids.find(keyOf(head));
    if (found != d_->grids.end()) {
        return found->second;
    }
    const std::size_t cells = queries(head.site) * keys(head.site);
    if (head.head == kMeanHead && cells > kMeanCellsPerHead) {
        d_->requestMean(head.site);
        return nullptr;
    }
    if (cells > kSmallCells) {
        return nullptr;
    }
    Grid grid(queries(head.site), keys(head.site));
    for (std::size_t query = 0; query < grid.rows(); ++query) {
        std::ranges::copy(rowOf(*d_->picture->trace, head, query), grid.row(query).begin());
    }
    if (d_->grids.size() >= kKeptGrids) {
        d_->grids.clear();
    }
    return d_->grids[keyOf(head)] = std::make_shared<const Grid>(std::move(grid));
}

std::shared_ptr<const engine::Tile> MapSource::tile(engine::HeadRef head, engine::TileKey key) {
    return d_->tiles.get(head, key);
}

void MapSource::want(engine::HeadRef head, const std::vector<engine::TileKey>& keys) {
    const bool sameAsBefore = d_->wantedHead == head && d_->wanted == keys;
    if (sameAsBefore && d_->tileLane.busy()) {
        return;
    }
    d_->wantedHead = head;
    d_->wanted = keys;
    d_->requestTiles();
}

std::optional<double> MapSource::percentile(engine::HeadRef head) {
    const auto found = d_->rowSummaries.find(keyOf(head));
    if (found != d_->rowSummaries.end()) {
        return found->second.percentile;
    }
    if (const auto grid = whole(head)) {
        d_->rowSummaries[keyOf(head)] = summariseRows(*grid, *d_->picture->trace, head.site);
        return d_->rowSummaries[keyOf(head)].percentile;
    }
    if (d_->picture && head.head != kMeanHead) {
        d_->requestRows(head);
    }
    return std::nullopt;
}

std::vector<float> MapSource::rowMaxima(engine::HeadRef head) {
    return percentile(head) ? d_->rowSummaries[keyOf(head)].maxima : std::vector<float>();
}

} // namespace vitrine::widgets
