#pragma once

#include "core/base/grid.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace vitrine::analysis {

struct RolloutOptions {
    std::size_t startLayer = 0; ///< layers below it are left out

    /// Share of each row's visible entries, the smallest ones, that is set to 0; what stays is
    /// divided by its own sum. In [0, 1).
    float discard = 0;

    /// A column that is never discarded: the class token's.
    std::optional<std::size_t> keptColumn;
};

/// Attention rollout of one query (Abnar and Zuidema, 2005.00928) in row form: r = e_query, then
/// from the last layer down r ← ½ r + ½ r Ā. Mixing, not importance: it knows neither class nor
/// sign. `layers` are the head-fused maps [T × T], first layer first. The result has T entries that
/// sum to 1 (less what rows without a visible key take with them). Progress counts layers.
[[nodiscard]] Outcome<std::vector<float>>
rollout(std::span<const std::shared_ptr<const Grid>> layers, std::size_t query,
        const RolloutOptions& options = {}, const Tick& tick = {});

enum class HeadFusion { Mean, Max, Min };

/// The heads of one layer as one map. After max and min each row is divided by its own sum; a row
/// of zeros stays zero. Throws std::invalid_argument without heads or for unequal shapes.
[[nodiscard]] Grid fuseHeads(std::span<const std::shared_ptr<const Grid>> heads, HeadFusion fusion);

} // namespace vitrine::analysis
