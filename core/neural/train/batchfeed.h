#pragma once

#include "core/neural/train/examples/examples.h"

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <vector>

namespace vitrine::neural {

/// How the updates of a run read their data.
struct FeedOptions {
    std::int64_t samples = 0; ///< of one update
    std::int64_t micro = 0;   ///< of one forward pass
    std::uint64_t seed = 0;
};

/// Makes the batches of one update after another on a thread of its own, one update ahead. What
/// update n reads is a pure function of n: positions n·B … n·B + B − 1 of the data order, so that a
/// resumed run goes on with the very samples.
class BatchFeed {
public:
    BatchFeed(std::shared_ptr<const Examples> examples, const FeedOptions& options);

    /// The micro-batches of an update; waits if they are not ready yet. `waited` grows by the seconds.
    [[nodiscard]] std::vector<LabelledBatch> take(std::int64_t update, double& waited);

private:
    using Batches = std::vector<LabelledBatch>;

    [[nodiscard]] Batches make(std::int64_t update) const;
    void begin(std::int64_t update);

    std::shared_ptr<const Examples> examples_;
    FeedOptions options_;
    std::int64_t ahead_ = -1; ///< the update that `next_` makes
    std::future<Batches> next_;
};

} // namespace vitrine::neural
