#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/neural/capture/capturesink.h"
#include "core/neural/models/network.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace vitrine::neural {

/// What one pass showed, to be put into another.
struct Recording {
    struct Tower {
        std::string name;
        std::vector<at::Tensor> states; ///< what enters each layer, and what leaves the last
        std::vector<at::Tensor> mlps;   ///< what each layer's MLP adds
    };

    std::vector<Tower> towers;
    std::vector<CapturedHeads> heads; ///< of each site
    std::vector<at::Tensor> outputs;  ///< of each site: the heads' outputs
};

/// Runs a pass and keeps it, without gradients. A Problem for families whose layers are not seen.
[[nodiscard]] Outcome<Recording> recordingOf(const Network& network, const Batch& batch,
                                             const Tick& tick);

} // namespace vitrine::neural
