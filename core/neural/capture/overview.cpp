#include "core/neural/capture/overview.h"

#include "core/analysis/headstatistics.h"
#include "core/neural/capture/kernels.h"
#include "core/neural/capture/parallel.h"
#include "core/neural/capture/pooling.h"
#include "core/neural/capture/scan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

namespace vitrine::neural {

namespace {

using Statistics = std::vector<analysis::HeadStatistics>; ///< one for each head
using Context = std::shared_ptr<const analysis::RowContext>;

// Query rows of one work item: whole thumbnail rows, about a block of the scan.
std::size_t rowsPerItem(const Pooling& pooling) {
    const std::size_t steps = std::max<std::size_t>(1, RowScan::kBlockRows / pooling.step());
    return steps * pooling.step();
}

engine::HeadSummary blankSummary(const Pooling& pooling) {
    return {.largest = pooling.blank(), .average = pooling.blank(), .maximum = 0, .statistics = {}};
}

// One work item: the rows of a range, in every head. Writes thumbnail rows that no other item
// touches.
class ItemPass {
public:
    ItemPass(const AttentionStore& store, const Pooling& pooling, engine::Range queries)
        : store_(store)
        , pooling_(pooling)
        , queries_(queries)
        , scan_(store)
        , mean_(queries.size(), store.keys()) {}

    Statistics run(const Context& context, engine::SiteOverview& overview) {
        const float share = 1.0F / static_cast<float>(store_.heads());
        Statistics statistics;
        for (std::size_t head = 0; head < store_.heads(); ++head) {
            engine::HeadSummary& summary = overview.heads[head];
            analysis::HeadStatistics& sums = statistics.emplace_back(context);
            PooledRows pooled(pooling_);
            scan_.visit(head, queries_, [&](const RowScan::Row& row) {
                pooled.add(row.query, row.values, summary.largest, summary.average);
                addScaled(mean_.row(row.query - queries_.begin).data(), row.values, share,
                          store_.keys());
                sums.add(viewOf(row));
            });
        }
        poolMean(overview.mean);
        return statistics;
    }

private:
    [[nodiscard]] analysis::RowView viewOf(const RowScan::Row& row) const {
        analysis::RowView view{.weights = {row.values, store_.keys()},
                               .logSumExp = row.logSumExp,
                               .query = row.query,
                               .end = row.reach};
        if (row.scores != nullptr) {
            view.scores = {row.scores, store_.keys()};
        }
        if (row.visible != nullptr) {
            view.visible = {row.visible, store_.keys()};
        }
        return view;
    }

    void poolMean(engine::HeadSummary& summary) {
        PooledRows pooled(pooling_);
        for (std::size_t query = queries_.begin; query < queries_.end; ++query) {
            pooled.add(query, mean_.row(query - queries_.begin).data(), summary.largest,
                       summary.average);
        }
    }

    const AttentionStore& store_;
    const Pooling& pooling_;
    engine::Range queries_;
    RowScan scan_;
    Grid mean_; ///< head mean of the item's rows
};

std::vector<float> meanOverHeads(const std::vector<engine::HeadSummary>& heads) {
    std::vector<float> means(analysis::statisticColumns().size(),
                             std::numeric_limits<float>::quiet_NaN());
    for (std::size_t column = 0; column < means.size(); ++column) {
        double sum = 0;
        std::size_t count = 0;
        for (const engine::HeadSummary& head : heads) {
            if (!std::isnan(head.statistics[column])) {
                sum += head.statistics[column];
                ++count;
            }
        }
        if (count > 0) {
            means[column] = static_cast<float>(sum / static_cast<double>(count));
        }
    }
    return means;
}

void finish(engine::HeadSummary& summary) {
    const auto values = summary.largest.values();
    summary.maximum = largestOf(values.data(), values.size());
}

Context contextOf(const OverviewAxes& axes) {
    return &axes.queries == &axes.keys
               ? std::make_shared<analysis::RowContext>(axes.queries)
               : std::make_shared<analysis::RowContext>(axes.queries, axes.keys);
}

} // namespace

Outcome<engine::SiteOverview> scanOverview(const AttentionStore& store, const OverviewAxes& axes,
                                           const engine::OverviewOptions& options,
                                           const Tick& tick) {
    const Pooling pooling =
        Pooling::toSide(store.queries(), store.keys(), options.thumbnailSize);
    const Context context = contextOf(axes);
    engine::SiteOverview overview;
    for (const analysis::StatisticColumn& column : analysis::statisticColumns()) {
        overview.statistics.push_back(column.id);
    }
    overview.heads.assign(store.heads(), blankSummary(pooling));
    overview.mean = blankSummary(pooling);
    const std::size_t rows = rowsPerItem(pooling);
    const std::size_t items = (store.queries() + rows - 1) / rows;
    std::vector<Statistics> parts(items);
    const bool done = forEachInParallel(items, tick, [&](std::size_t item) {
        const engine::Range queries{item * rows, std::min((item + 1) * rows, store.queries())};
        parts[item] = ItemPass(store, pooling, queries).run(context, overview);
    });
    if (!done) {
        return Cancelled{};
    }
    for (std::size_t head = 0; head < store.heads(); ++head) {
        analysis::HeadStatistics total(context);
        for (const Statistics& part : parts) {
            total.merge(part[head]);
        }
        overview.heads[head].statistics = total.means();
        finish(overview.heads[head]);
    }
    overview.mean.statistics = meanOverHeads(overview.heads);
    finish(overview.mean);
    return overview;
}

} // namespace vitrine::neural
