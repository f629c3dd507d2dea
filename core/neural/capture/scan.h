#pragma once

#include "core/base/grid.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/trace.h"
#include "core/neural/capture/attentionstore.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace vitrine::neural {

/// Evaluates maps of a store by blocks of query rows: one matrix product a block, then the row
/// kernels while the block is in the cache. No [queries × keys] temporary is ever made.
class RowScan {
public:
    /// How many query rows a block holds: with 1,024 keys a block of scores stays in L2.
    static constexpr std::size_t kBlockRows = 64;

    explicit RowScan(const AttentionStore& store, std::size_t batch = 0);

    /// One row over the keys asked for: probabilities, 0 where masked, and the scores they come from,
    /// in nats (of the first `reach` of these keys; beyond them they mean nothing). A site of blocks
    /// has no scores; it says which keys are seen.
    struct Row {
        std::size_t query = 0;
        std::size_t reach = 0;
        const float* values = nullptr;
        const float* scores = nullptr;
        float logSumExp = 0;
        const std::uint8_t* visible = nullptr; ///< null: all up to `reach` that are no padding
    };

    using Visitor = std::function<void(const Row&)>;

    /// Calls the visitor for each query of the range, in order: with all keys, or with some.
    void visit(std::size_t head, engine::Range queries, const Visitor& visitor);
    void visit(std::size_t head, engine::Range queries, engine::Range keys, const Visitor& visitor);

private:
    void multiply(std::size_t head, engine::Range queries, engine::Range keys);
    void visitBlocks(std::size_t head, engine::Range queries, engine::Range keys,
                     const Visitor& visitor);

    const AttentionStore& store_;
    std::size_t batch_;
    std::vector<float> block_; ///< kBlockRows × keys scores
    std::vector<float> row_;   ///< probabilities of the row being visited
};

/// Probabilities [queries × keys] of a rectangle of one head's map.
[[nodiscard]] Outcome<Grid> scanMap(const AttentionStore& store, std::size_t batch,
                                    std::size_t head, engine::Range queries, engine::Range keys,
                                    const Tick& tick);

/// Mean over the heads of a site's map.
[[nodiscard]] Outcome<Grid> scanHeadMean(const AttentionStore& store, const Tick& tick);

} // namespace vitrine::neural
