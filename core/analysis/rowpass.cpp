#include "core/analysis/rowpass.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vitrine::analysis {

namespace {

// Eight floats in one register where the machine has AVX2, in two elsewhere. Plain loops would need
// -ffast-math to be vectorised, because they add in another order. Passed by reference only: how
// such a value is handed over differs between the two.
using Lanes = float __attribute__((vector_size(32)));

constexpr std::size_t kLanes = 8;
constexpr std::size_t kStep = 2 * kLanes;

// Long rows are cut, so that no lane adds up many terms in float.
constexpr std::size_t kChunk = 128 * kStep;

// exp(−104) is 0 in float: such a key has no weight, and −∞ must not become 0 · ∞.
constexpr float kSmallestLog = -104.0F;

double sumOf(const Lanes& lanes) {
    double sum = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        sum += static_cast<double>(lanes[lane]);
    }
    return sum;
}

/// The sums of eight neighbouring keys at a time.
struct LaneSums {
    Lanes mass{};
    Lanes weightedLog{};
    Lanes distance{};
    Lanes largest{};

    void add(const float* weights, const float* scores, float logSumExp, const Lanes& offset) {
        const Lanes floor = Lanes{} + kSmallestLog;
        Lanes weight;
        Lanes logarithm;
        std::memcpy(&weight, weights, sizeof weight);
        std::memcpy(&logarithm, scores, sizeof logarithm);
        logarithm -= logSumExp;
        mass += weight;
        weightedLog += weight * (logarithm > floor ? logarithm : floor);
        distance += weight * (offset > -offset ? offset : -offset);
        largest = weight > largest ? weight : largest;
    }

    void moveTo(RowSums& sums) const {
        sums.mass += sumOf(mass);
        sums.weightedLog += sumOf(weightedLog);
        sums.distance += sumOf(distance);
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            sums.largest = std::max(sums.largest, largest[lane]);
        }
    }
};

void addKey(RowSums& sums, float weight, float logarithm, std::size_t query, std::size_t key) {
    const std::size_t distance = query > key ? query - key : key - query;
    sums.mass += static_cast<double>(weight);
    sums.weightedLog += static_cast<double>(weight) * static_cast<double>(logarithm);
    sums.distance += static_cast<double>(weight) * static_cast<double>(distance);
    sums.largest = std::max(sums.largest, weight);
}

/// Whole steps of [begin, end), at most a chunk; answers where it stopped.
#if defined(__x86_64__)
[[gnu::target_clones("avx2", "default")]]
#endif
std::size_t addChunk(RowSums& sums, const float* weights, const float* scores, float logSumExp,
                     std::size_t query, std::size_t begin, std::size_t end) {
    LaneSums even;
    LaneSums odd;
    const float first = static_cast<float>(begin) - static_cast<float>(query);
    Lanes offset = Lanes{0, 1, 2, 3, 4, 5, 6, 7} + first;
    std::size_t key = begin;
    for (; key + kStep <= end; key += kStep) {
        even.add(weights + key, scores + key, logSumExp, offset);
        offset += static_cast<float>(kLanes);
        odd.add(weights + key + kLanes, scores + key + kLanes, logSumExp, offset);
        offset += static_cast<float>(kLanes);
    }
    even.moveTo(sums);
    odd.moveTo(sums);
    return key;
}

} // namespace

void addKeys(RowSums& sums, std::span<const float> weights, std::span<const float> scores,
             float logSumExp, std::size_t query, std::size_t begin, std::size_t end) {
    std::size_t key = begin;
    if (scores.empty()) {
        for (; key < end; ++key) {
            addKey(sums, weights[key], weights[key] > 0 ? std::log(weights[key]) : 0, query, key);
        }
        return;
    }
    while (key + kStep <= end) {
        key = addChunk(sums, weights.data(), scores.data(), logSumExp, query, key,
                       std::min(end, key + kChunk));
    }
    for (; key < end; ++key) {
        addKey(sums, weights[key], std::max(scores[key] - logSumExp, kSmallestLog), query, key);
    }
}

} // namespace vitrine::analysis
