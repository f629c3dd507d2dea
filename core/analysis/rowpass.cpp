#include "core/analysis/rowpass.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace vitrine::analysis {

namespace {

// Four floats that the compiler keeps in one register on every machine we build for. Plain loops
// would need -ffast-math to be vectorised, because they add in another order.
using Lanes = float __attribute__((vector_size(16)));

constexpr std::size_t kLanes = 4;
constexpr std::size_t kStep = 2 * kLanes;

// Long rows are cut, so that no lane adds up many terms in float.
constexpr std::size_t kChunk = 256 * kStep;

// exp(−104) is 0 in float: such a key has no weight, and −∞ must not become 0 · ∞.
constexpr float kSmallestLog = -104.0F;

Lanes load(const float* from) {
    Lanes lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

Lanes all(float value) {
    return Lanes{value, value, value, value};
}

Lanes largerOf(Lanes a, Lanes b) {
    return a > b ? a : b;
}

double sumOf(Lanes lanes) {
    return (static_cast<double>(lanes[0]) + static_cast<double>(lanes[1])) +
           (static_cast<double>(lanes[2]) + static_cast<double>(lanes[3]));
}

/// The sums of four neighbouring keys at a time.
struct LaneSums {
    Lanes mass = all(0);
    Lanes weightedLog = all(0);
    Lanes distance = all(0);
    Lanes largest = all(0);

    void add(Lanes weight, Lanes score, Lanes logSumExp, Lanes offset) {
        mass += weight;
        weightedLog += weight * largerOf(score - logSumExp, all(kSmallestLog));
        distance += weight * largerOf(offset, -offset);
        largest = largerOf(weight, largest);
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
std::size_t addChunk(RowSums& sums, const float* weights, const float* scores, float logSumExp,
                     std::size_t query, std::size_t begin, std::size_t end) {
    LaneSums even;
    LaneSums odd;
    const Lanes shift = all(logSumExp);
    const float first = static_cast<float>(begin) - static_cast<float>(query);
    Lanes offset = all(first) + Lanes{0, 1, 2, 3};
    std::size_t key = begin;
    for (; key + kStep <= end; key += kStep) {
        even.add(load(weights + key), load(scores + key), shift, offset);
        offset += all(static_cast<float>(kLanes));
        odd.add(load(weights + key + kLanes), load(scores + key + kLanes), shift, offset);
        offset += all(static_cast<float>(kLanes));
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
