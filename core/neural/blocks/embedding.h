#pragma once

#include "core/neural/weights/parameters.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vitrine::neural {

/// A table of learned rows: words, positions, token types.
class EmbeddingTable {
public:
    EmbeddingTable(const Scope& scope, std::int64_t rows, std::int64_t width);

    /// ids int64 [...] → [..., width]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& ids) const;

    /// [rows, width]: what a tied language-model head multiplies with.
    [[nodiscard]] const at::Tensor& weight() const { return weight_; }

private:
    at::Tensor weight_;
};

/// Positions 0 … T − 1 of ids [B, T] as int64 [1, T].
[[nodiscard]] at::Tensor positionsOf(const at::Tensor& ids);

} // namespace vitrine::neural
