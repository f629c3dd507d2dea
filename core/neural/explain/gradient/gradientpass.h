#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/finding.h"
#include "core/neural/capture/capturesink.h"
#include "core/neural/models/network.h"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace vitrine::neural {

/// One attention site of a pass with gradients on.
struct SiteGradient {
    std::size_t site = 0;        ///< index into GradientRequest::sites
    CapturedAttention attention; ///< out of the graph
    at::Tensor gradient;         ///< ∂y/∂O [B, H, Q, d]; zeros where y does not depend on it
};

/// Which positions of a tower's last states y is read from: bool [B, T].
struct TowerReading {
    std::string tower;
    at::Tensor read;
};

struct GradientPass {
    double score = 0;                ///< y
    std::vector<SiteGradient> sites; ///< in the order in which they run
    std::vector<TowerReading> towers;
};

struct GradientRequest {
    const engine::Target& target;        ///< complete
    std::span<const engine::Site> sites; ///< of the pass, in the order in which they run
    int startLayer = 0;                  ///< sites of layers below it are left out of the graph
    Tick tick;
};

/// One forward by the fused kernels and one backward: ∂y/∂O of every head's output. A reaches y
/// only through O = A·V, so that no attention matrix need be in the graph (attentiongradient.h).
/// Parameters are not asked. Must not run in inference mode.
[[nodiscard]] Outcome<GradientPass> gradientPass(const Network& network, const Batch& batch,
                                                 const GradientRequest& request);

} // namespace vitrine::neural
