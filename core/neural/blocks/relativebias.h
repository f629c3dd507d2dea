#pragma once

#include "core/neural/blocks/relativebucket.h"
#include "core/neural/weights/parameters.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vitrine::neural {

/// T5's relative position bias: one learned number for each bucket and head, added to the scores of
/// every layer of a stack.
class RelativeBias {
public:
    RelativeBias(const Scope& scope, const RelativeBiasOptions& options);

    /// [H, Q + K − 1], place key − query + Q − 1. Queries are the last Q of the K positions.
    [[nodiscard]] at::Tensor byDistance(std::int64_t queries, std::int64_t keys) const;

private:
    at::Tensor table_; ///< [buckets, H]
    RelativeBiasOptions options_;
};

/// What byDistance says as a matrix for the fused kernel: [1, H, Q, K].
[[nodiscard]] at::Tensor spreadBias(const at::Tensor& byDistance, std::int64_t queries);

} // namespace vitrine::neural
