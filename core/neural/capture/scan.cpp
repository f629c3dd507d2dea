#include "core/neural/capture/scan.h"

#include "core/neural/capture/kernels.h"
#include "core/neural/capture/parallel.h"

#include <ATen/ops/from_blob.h>
#include <ATen/ops/mm.h>

#include <algorithm>

namespace vitrine::neural {

namespace {

at::Tensor matrixOf(const HeadRows& rows, std::size_t batch, std::size_t head, std::size_t first,
                    std::size_t count, std::size_t width) {
    return at::from_blob(const_cast<float*>(rows.row(batch, head, first)),
                         {static_cast<std::int64_t>(count), static_cast<std::int64_t>(width)},
                         {rows.rowStride, 1}, at::dtype(at::kFloat));
}

} // namespace

RowScan::RowScan(const AttentionStore& store, std::size_t batch)
    : store_(store)
    , batch_(batch)
    , block_(kBlockRows * store.keys())
    , row_(store.keys()) {}

void RowScan::multiply(std::size_t head, engine::Range queries, engine::Range keys) {
    if (keys.size() == 0) {
        return;
    }
    const AttentionStore::Parts& parts = store_.parts();
    const at::Tensor query =
        matrixOf(parts.query, batch_, head, queries.begin, queries.size(), parts.width);
    const at::Tensor key = matrixOf(parts.key, batch_, head, keys.begin, keys.size(), parts.width);
    at::Tensor scores = at::from_blob(
        block_.data(),
        {static_cast<std::int64_t>(queries.size()), static_cast<std::int64_t>(keys.size())},
        {static_cast<std::int64_t>(parts.keys), 1}, at::dtype(at::kFloat));
    at::mm_out(scores, query, key.t());
}

void RowScan::visit(std::size_t head, engine::Range queries, const Visitor& visitor) {
    visit(head, queries, {0, store_.keys()}, visitor);
}

// Blocks are small: their rows are taken one by one.
void RowScan::visitBlocks(std::size_t head, engine::Range queries, engine::Range keys,
                          const Visitor& visitor) {
    const TokenBlocks& blocks = *store_.parts().blocks;
    std::vector<std::uint8_t> visible(store_.keys());
    for (std::size_t query = queries.begin; query < queries.end; ++query) {
        store_.row(batch_, head, query, row_);
        std::ranges::fill(visible, std::uint8_t{0});
        for (const TokenBlocks::Place& place : blocks.placesOf(query)) {
            for (const std::uint32_t token : blocks.tokensOf(place.block)) {
                visible[token] = 1;
            }
        }
        visitor({.query = query,
                 .reach = keys.size(),
                 .values = row_.data() + keys.begin,
                 .visible = visible.data() + keys.begin});
    }
}

void RowScan::visit(std::size_t head, engine::Range queries, engine::Range keys,
                    const Visitor& visitor) {
    if (store_.parts().blocks) {
        visitBlocks(head, queries, keys, visitor);
        return;
    }
    const auto reachOf = [&](std::size_t query) {
        return std::clamp(store_.reach(query), keys.begin, keys.end) - keys.begin;
    };
    const std::uint8_t* visible = store_.visibleKeys(batch_);
    for (std::size_t begin = queries.begin; begin < queries.end; begin += kBlockRows) {
        const std::size_t end = std::min(begin + kBlockRows, queries.end);
        multiply(head, {begin, end}, {keys.begin, keys.begin + reachOf(end - 1)});
        for (std::size_t query = begin; query < end; ++query) {
            float* scores = block_.data() + (query - begin) * store_.keys();
            const std::size_t reached = reachOf(query);
            const float* bias = store_.biases(head, query);
            probabilities({.scores = scores,
                           .weights = row_.data(),
                           .count = reached,
                           .bias = bias == nullptr ? nullptr : bias + keys.begin,
                           .scale = store_.parts().scale,
                           .logSumExp = store_.logSumExp(batch_, head, query),
                           .visible = visible == nullptr ? nullptr : visible + keys.begin});
            std::fill(row_.begin() + static_cast<std::ptrdiff_t>(reached),
                      row_.begin() + static_cast<std::ptrdiff_t>(keys.size()), 0.0F);
            visitor({.query = query,
                     .reach = reached,
                     .values = row_.data(),
                     .scores = scores,
                     .logSumExp = store_.logSumExp(batch_, head, query)});
        }
    }
}

Outcome<Grid> scanMap(const AttentionStore& store, std::size_t batch, std::size_t head,
                      engine::Range queries, engine::Range keys, const Tick& tick) {
    Grid map(queries.size(), keys.size());
    const std::size_t blocks = (queries.size() + RowScan::kBlockRows - 1) / RowScan::kBlockRows;
    const bool done = forEachInParallel(blocks, tick, [&](std::size_t block) {
        RowScan scan(store, batch);
        const std::size_t begin = queries.begin + block * RowScan::kBlockRows;
        scan.visit(head, {begin, std::min(begin + RowScan::kBlockRows, queries.end)}, keys,
                   [&](const RowScan::Row& row) {
                       std::copy_n(row.values, keys.size(),
                                   map.row(row.query - queries.begin).begin());
                   });
    });
    if (!done) {
        return Cancelled{};
    }
    return map;
}

Outcome<Grid> scanHeadMean(const AttentionStore& store, const Tick& tick) {
    Grid mean(store.queries(), store.keys());
    const float share = 1.0F / static_cast<float>(store.heads());
    const std::size_t blocks = (store.queries() + RowScan::kBlockRows - 1) / RowScan::kBlockRows;
    const bool done = forEachInParallel(blocks, tick, [&](std::size_t block) {
        RowScan scan(store);
        const std::size_t begin = block * RowScan::kBlockRows;
        const engine::Range range{begin, std::min(begin + RowScan::kBlockRows, store.queries())};
        for (std::size_t head = 0; head < store.heads(); ++head) {
            scan.visit(head, range, [&](const RowScan::Row& row) {
                addScaled(mean.row(row.query).data(), row.values, share, store.keys());
            });
        }
    });
    if (!done) {
        return Cancelled{};
    }
    return mean;
}

} // namespace vitrine::neural
