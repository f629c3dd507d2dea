#include "core/neural/capture/kernels.h"

#include <bit>
#include <cmath>

// One body for several instruction sets; the loader picks the best once. Address sanitizers run
// before such resolvers may, so instrumented builds take the plain body.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define VITRINE_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VITRINE_KERNEL
#endif

namespace vitrine::neural {

namespace {

// exp for scores: 2^n · e^r with |r| ≤ ln 2 / 2 and a polynomial of degree 6 (Cephes' split of ln
// 2). Relative error below 2e-7; results under e^-87 are 0; NaN stays NaN.
[[gnu::always_inline]] inline float expOf(float x) {
    constexpr float kLowest = -87.0F;
    constexpr float kHighest = 88.0F;
    const float clamped = x < kLowest ? kLowest : (x > kHighest ? kHighest : x);
    const float n = std::nearbyint(clamped * 1.44269504F);
    float r = clamped - n * 0.693359375F;
    r -= n * -2.12194440e-4F;
    float p = 1.3888949e-3F;
    p = p * r + 8.3333318e-3F;
    p = p * r + 4.1666646e-2F;
    p = p * r + 1.6666667e-1F;
    p = p * r + 0.5F;
    p = p * r + 1.0F;
    p = p * r + 1.0F;
    const auto exponent = (static_cast<std::int32_t>(n) + 127) << 23;
    const float value = p * std::bit_cast<float>(exponent);
    return x < kLowest ? 0.0F : value;
}

} // namespace

VITRINE_KERNEL void dotRows(const float* query, const float* keys, std::int64_t keyStride,
                            std::size_t count, std::size_t width, float* out) {
    for (std::size_t j = 0; j < count; ++j) {
        const float* key = keys + static_cast<std::int64_t>(j) * keyStride;
        float sum = 0;
        for (std::size_t c = 0; c < width; ++c) {
            sum += query[c] * key[c];
        }
        out[j] = sum;
    }
}

VITRINE_KERNEL void probabilities(const ProbabilityRow& row) {
    float* scores = row.scores;
    float* weights = row.weights;
    const float scale = row.scale;
    const float logSumExp = row.logSumExp;
    const std::size_t count = row.count;
    if (row.bias != nullptr) {
        for (std::size_t j = 0; j < count; ++j) {
            const float score = scores[j] * scale + row.bias[j];
            scores[j] = score;
            weights[j] = expOf(score - logSumExp);
        }
        for (std::size_t j = 0; row.visible != nullptr && j < count; ++j) {
            weights[j] = row.visible[j] != 0 ? weights[j] : 0.0F;
        }
        return;
    }
    if (row.visible == nullptr) {
        for (std::size_t j = 0; j < count; ++j) {
            const float score = scores[j] * scale;
            scores[j] = score;
            weights[j] = expOf(score - logSumExp);
        }
        return;
    }
    for (std::size_t j = 0; j < count; ++j) {
        const float score = scores[j] * scale;
        scores[j] = score;
        weights[j] = row.visible[j] != 0 ? expOf(score - logSumExp) : 0.0F;
    }
}

VITRINE_KERNEL void addScaled(float* to, const float* from, float factor, std::size_t count) {
    for (std::size_t j = 0; j < count; ++j) {
        to[j] += from[j] * factor;
    }
}

VITRINE_KERNEL void keepLargest(float* to, const float* from, std::size_t count) {
    for (std::size_t j = 0; j < count; ++j) {
        to[j] = from[j] <= to[j] ? to[j] : from[j];
    }
}

VITRINE_KERNEL float largestOf(const float* values, std::size_t count) {
    float largest = 0;
    int undefined = 0;
    for (std::size_t j = 0; j < count; ++j) {
        largest = values[j] > largest ? values[j] : largest;
        undefined |= values[j] != values[j] ? 1 : 0;
    }
    return undefined != 0 ? std::nanf("") : largest;
}

VITRINE_KERNEL void squareRootCodes(const float* values, std::uint8_t* codes, std::size_t count) {
    for (std::size_t j = 0; j < count; ++j) {
        const float above = values[j] > 0 ? values[j] : 0.0F; // NaN is not above 0
        const float inside = above < 1 ? above : 1.0F;
        codes[j] = static_cast<std::uint8_t>(
            static_cast<std::int32_t>(255.0F * __builtin_sqrtf(inside) + 0.5F));
    }
}

VITRINE_KERNEL float sumOf(const float* values, std::size_t count) {
    float sum = 0;
    for (std::size_t j = 0; j < count; ++j) {
        sum += values[j];
    }
    return sum;
}

} // namespace vitrine::neural
