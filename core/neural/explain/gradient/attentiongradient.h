#pragma once

#include "core/base/grid.h"
#include "core/neural/capture/tokenblocks.h"
#include "core/neural/explain/gradient/gradientpass.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>

namespace vitrine::neural {

/// Rows of a batch of maps: begin, and how many.
struct QueryRows {
    std::int64_t begin = 0;
    std::int64_t count = 0;
};

/// A = exp(s·q·k + b − lse) of some rows, 0 where masked: [B, H, count, K].
[[nodiscard]] at::Tensor weightsOf(const CapturedAttention& attention, QueryRows rows);

/// ∂y/∂A_h = (∂y/∂O_h)·V_hᵀ of some rows: [B, H, count, K].
[[nodiscard]] at::Tensor weightGradientsOf(const SiteGradient& site, QueryRows rows);

/// How the heads of A ⊙ ∂y/∂A become one map.
enum class HeadFold {
    Positive, ///< mean over heads of what is above 0 (Chefer et al. 2021)
    Signed,   ///< mean over heads
    Absolute, ///< mean over heads of the absolute values
    GradCam   ///< (Σ_h α_h A_h)^+, α_h the mean of ∂y/∂A_h (Selvaraju et al. 2017)
};

/// That map in blocks of rows, none larger than some megabytes: [B, count, K] to each call.
void forEachFold(const SiteGradient& site, HeadFold fold,
                 const std::function<void(QueryRows, const at::Tensor&)>& work);

/// weights · map: what query positions [B, Q] pass on to key positions [B, K].
[[nodiscard]] at::Tensor carried(const SiteGradient& site, HeadFold fold,
                                 const at::Tensor& weights);

/// The whole map of a site [queries × keys]. A site of blocks becomes one map over its axis, in
/// which a token that stands in several of them has the mean of its rows; `blocks` may be null.
[[nodiscard]] Grid foldedMap(const SiteGradient& site, HeadFold fold, const TokenBlocks* blocks);

} // namespace vitrine::neural
