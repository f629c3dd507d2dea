#pragma once

#include <cstddef>
#include <cstdint>

namespace vitrine::neural {

/// The inner loops over one row of a map: plain, vectorised by the compiler for the processor at
/// hand, without LibTorch and without allocation.

/// out[j] = query · keys[j] for `count` keys that lie `keyStride` floats apart.
void dotRows(const float* query, const float* keys, std::int64_t keyStride, std::size_t count,
             std::size_t width, float* out);

struct ProbabilityRow {
    float* scores = nullptr;  ///< in: q · k; out: scale · q · k + bias, in nats
    float* weights = nullptr; ///< out: probabilities
    std::size_t count = 0;
    const float* bias = nullptr; ///< added to the scaled dots; null = none
    float scale = 1;
    float logSumExp = 0;
    const std::uint8_t* visible = nullptr; ///< 0 = masked; null = every key visible
};

/// Scales the dots in place and writes exp(score − logSumExp) beside them, 0 where masked.
void probabilities(const ProbabilityRow& row);

/// to[j] += from[j] · factor
void addScaled(float* to, const float* from, float factor, std::size_t count);

/// to[j] = max(to[j], from[j])
void keepLargest(float* to, const float* from, std::size_t count);

/// Largest value of a row; NaN if it holds one.
[[nodiscard]] float largestOf(const float* values, std::size_t count);

/// codes[j] = 255 · √values[j], rounded, of values clamped to 0 … 1; NaN becomes 0.
void squareRootCodes(const float* values, std::uint8_t* codes, std::size_t count);

/// Sum of a row.
[[nodiscard]] float sumOf(const float* values, std::size_t count);

} // namespace vitrine::neural
