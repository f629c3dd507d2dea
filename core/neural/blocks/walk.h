#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <utility>
#include <vector>

namespace vitrine::neural {

/// A stretch of a forward pass taken apart: every state between, in the order in which they run.
struct WalkTensors {
    std::vector<std::pair<std::string, at::Tensor>> steps; ///< [B, T, D] each
    at::Tensor value; ///< [B, H, T, d]; undefined in the embedding
    at::Tensor mixed; ///< [B, H, T, d]: the heads' outputs before they are joined
};

} // namespace vitrine::neural
