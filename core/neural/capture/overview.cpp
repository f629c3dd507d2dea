#include "core/neural/capture/overview.h"

#include "core/neural/capture/kernels.h"
#include "core/neural/capture/parallel.h"
#include "core/neural/capture/pooling.h"
#include "core/neural/capture/scan.h"

#include <algorithm>

namespace vitrine::neural {

namespace {

// Query rows of one work item: whole thumbnail rows, about a block of the scan.
std::size_t rowsPerItem(const Pooling& pooling) {
    const std::size_t steps = std::max<std::size_t>(1, RowScan::kBlockRows / pooling.step());
    return steps * pooling.step();
}

engine::HeadSummary blankSummary(const Pooling& pooling) {
    return {.largest = pooling.blank(), .average = pooling.blank(), .maximum = 0, .statistics = {}};
}

// One work item: the rows of a range, in every head.
class ItemPass {
public:
    ItemPass(const AttentionStore& store, const Pooling& pooling, engine::Range queries)
        : store_(store)
        , pooling_(pooling)
        , queries_(queries)
        , scan_(store)
        , mean_(queries.size(), store.keys()) {}

    void run(engine::SiteOverview& overview) {
        const float share = 1.0F / static_cast<float>(store_.heads());
        for (std::size_t head = 0; head < store_.heads(); ++head) {
            engine::HeadSummary& summary = overview.heads[head];
            PooledRows pooled(pooling_);
            scan_.visit(head, queries_, [&](const RowScan::Row& row) {
                pooled.add(row.query, row.values, summary.largest, summary.average);
                addScaled(mean_.row(row.query - queries_.begin).data(), row.values, share,
                          store_.keys());
            });
        }
        PooledRows pooled(pooling_);
        for (std::size_t query = queries_.begin; query < queries_.end; ++query) {
            pooled.add(query, mean_.row(query - queries_.begin).data(), overview.mean.largest,
                       overview.mean.average);
        }
    }

private:
    const AttentionStore& store_;
    const Pooling& pooling_;
    engine::Range queries_;
    RowScan scan_;
    Grid mean_; ///< head mean of the item's rows
};

} // namespace

Outcome<engine::SiteOverview> scanOverview(const AttentionStore& store, const OverviewAxes& axes,
                                           const engine::OverviewOptions& options,
                                           const Tick& tick) {
    (void)axes;
    const Pooling pooling(store.queries(), store.keys(), options.thumbnailSize);
    engine::SiteOverview overview;
    overview.heads.assign(store.heads(), blankSummary(pooling));
    overview.mean = blankSummary(pooling);
    const std::size_t rows = rowsPerItem(pooling);
    const std::size_t items = (store.queries() + rows - 1) / rows;
    const bool done = forEachInParallel(items, tick, [&](std::size_t item) {
        const engine::Range queries{item * rows, std::min((item + 1) * rows, store.queries())};
        ItemPass(store, pooling, queries).run(overview);
    });
    if (!done) {
        return Cancelled{};
    }
    for (engine::HeadSummary& summary : overview.heads) {
        const auto values = summary.largest.values();
        summary.maximum = largestOf(values.data(), values.size());
    }
    const auto values = overview.mean.largest.values();
    overview.mean.maximum = largestOf(values.data(), values.size());
    return overview;
}

} // namespace vitrine::neural
