#include "core/neural/trace/storedtrace.h"

#include "core/neural/border.h"
#include "core/neural/capture/overview.h"
#include "core/neural/capture/scan.h"
#include "core/neural/capture/tile.h"

#include <cmath>
#include <stdexcept>

namespace vitrine::neural {

namespace {

void require(bool condition, const char* what) {
    if (!condition) {
        throw std::invalid_argument(what);
    }
}

} // namespace

StoredTrace::StoredTrace(Parts parts)
    : parts_(std::move(parts)) {
    require(parts_.stores.size() == parts_.sites.size(), "StoredTrace: one store for each site");
}

const AttentionStore& StoredTrace::storeOf(int site) const {
    require(site >= 0 && static_cast<std::size_t>(site) < parts_.stores.size(),
            "Trace: no such site");
    return parts_.stores[static_cast<std::size_t>(site)];
}

const AttentionStore& StoredTrace::storeOf(engine::HeadRef head) const {
    const AttentionStore& store = storeOf(head.site);
    require(head.head >= 0 && static_cast<std::size_t>(head.head) < store.heads(),
            "Trace: no such head");
    return store;
}

std::vector<float> StoredTrace::row(engine::HeadRef head, std::size_t query) const {
    const AttentionStore& store = storeOf(head);
    require(query < store.queries(), "Trace: no such query");
    std::vector<float> values(store.keys());
    store.row(0, static_cast<std::size_t>(head.head), query, values);
    return values;
}

std::vector<float> StoredTrace::column(engine::HeadRef head, std::size_t key) const {
    const AttentionStore& store = storeOf(head);
    require(key < store.keys(), "Trace: no such key");
    std::vector<float> values(store.queries());
    store.column(0, static_cast<std::size_t>(head.head), key, values);
    return values;
}

engine::Cell StoredTrace::cell(engine::HeadRef ref, std::size_t query, std::size_t key) const {
    const AttentionStore& store = storeOf(ref);
    require(query < store.queries() && key < store.keys(), "Trace: no such cell");
    const auto head = static_cast<std::size_t>(ref.head);
    const AttentionStore::Parts& parts = store.parts();
    engine::Cell cell;
    cell.dot = store.dot(0, head, query, key);
    cell.scaled = parts.scale * cell.dot;
    const float* bias = store.biases(head, query);
    cell.bias = bias == nullptr ? 0.0F : bias[key];
    cell.masked = !store.visible(0, query, key);
    const AttentionStore::Meeting met = store.meeting(0, head, query, key);
    cell.logSumExp = met.logSumExp;
    cell.probability = cell.masked ? 0.0F : std::exp(cell.scaled + cell.bias - cell.logSumExp);
    cell.query.assign(met.query.begin(), met.query.end());
    cell.key.assign(met.key.begin(), met.key.end());
    cell.query.resize(parts.width); // zeros where the two never meet
    cell.key.resize(parts.width);
    return cell;
}

bool StoredTrace::visible(int site, std::size_t query, std::size_t key) const {
    const AttentionStore& store = storeOf(site);
    require(query < store.queries() && key < store.keys(), "Trace: no such cell");
    return store.visible(0, query, key);
}

Outcome<Grid> StoredTrace::map(engine::HeadRef head, engine::Range queries, engine::Range keys,
                               const Tick& tick) const {
    const AttentionStore& store = storeOf(head);
    require(queries.begin <= queries.end && queries.end <= store.queries() &&
                keys.begin <= keys.end && keys.end <= store.keys(),
            "Trace: the rectangle lies outside the map");
    return guarded(parts_.sites[static_cast<std::size_t>(head.site)].name, [&] {
        return scanMap(store, 0, static_cast<std::size_t>(head.head), queries, keys, tick);
    });
}

Outcome<engine::Tile> StoredTrace::tile(engine::HeadRef head, engine::TileKey key,
                                        const Tick& tick) const {
    const AttentionStore& store = storeOf(head);
    return guarded(parts_.sites[static_cast<std::size_t>(head.site)].name,
                   [&] { return makeTile(store, static_cast<std::size_t>(head.head), key, tick); });
}

Outcome<engine::SiteOverview>
StoredTrace::overview(int site, const engine::OverviewOptions& options, const Tick& tick) const {
    const AttentionStore& store = storeOf(site);
    const engine::Site& record = parts_.sites[static_cast<std::size_t>(site)];
    return guarded(record.name, [&]() -> Outcome<engine::SiteOverview> {
        auto overview =
            scanOverview(store,
                         {.queries = parts_.axes[static_cast<std::size_t>(record.queryAxis)],
                          .keys = parts_.axes[static_cast<std::size_t>(record.keyAxis)]},
                         options, tick);
        if (overview) {
            overview->site = site;
        }
        return overview;
    });
}

Outcome<Grid> StoredTrace::headMean(int site, const Tick& tick) const {
    const AttentionStore& store = storeOf(site);
    return guarded(parts_.sites[static_cast<std::size_t>(site)].name,
                   [&] { return scanHeadMean(store, tick); });
}

Outcome<Grid> StoredTrace::hidden(const std::string& tower, int layer) const {
    const auto found = parts_.hidden.find({tower, layer});
    if (found == parts_.hidden.end()) {
        return Problem{"The trace keeps no hidden states of that layer",
                       tower + "." + std::to_string(layer), "Trace again with hidden states"};
    }
    return found->second;
}

std::size_t StoredTrace::bytes() const {
    std::size_t total = 0;
    for (const AttentionStore& store : parts_.stores) {
        total += store.bytes();
    }
    for (const auto& [place, grid] : parts_.hidden) {
        total += grid.values().size_bytes();
    }
    return total;
}

} // namespace vitrine::neural
