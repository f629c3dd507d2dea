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

/// P[i, 2j] = sin(i / 10000^(2j/D)), P[i, 2j + 1] = cos of the same (Vaswani et al. 2017, section
/// 3.5): fp32 [length, width].
[[nodiscard]] at::Tensor sinusoidTable(std::int64_t length, std::int64_t width);

} // namespace vitrine::neural
