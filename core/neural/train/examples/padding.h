#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::neural {

/// Texts of different lengths as one tensor, padded on the right to the longest.
struct PaddedIds {
    at::Tensor ids;  ///< int64 [B, T], T ≥ 1
    at::Tensor mask; ///< int64 [B, T], 1 for what is no padding
    std::int64_t tokens = 0;
};

[[nodiscard]] PaddedIds padded(const std::vector<std::span<const std::int32_t>>& texts,
                               std::int64_t fill);

} // namespace vitrine::neural
