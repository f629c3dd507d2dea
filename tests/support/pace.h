#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace vitrine::tests {

/// Milliseconds of a fixed piece of work that keeps the multiplier of a core busy, eight chains at
/// once: another program on the sibling of the same core slows it as it slows the code under test.
inline double millisecondsOfMultiplying() {
    constexpr int kRounds = 20'000;
    static volatile std::uint64_t seed = 1;
    std::array<std::uint64_t, 8> chains{};
    chains.fill(std::uint64_t{seed});
    const auto begin = std::chrono::steady_clock::now();
    for (int round = 0; round < kRounds; ++round) {
        for (std::uint64_t& chain : chains) {
            chain = chain * 6364136223846793005ULL + 1442695040888963407ULL;
        }
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    std::uint64_t mixed = 0;
    for (const std::uint64_t chain : chains) {
        mixed ^= chain;
    }
    seed = mixed | 1;
    return took.count();
}

/// The least milliseconds that `work(round)` takes in at most `rounds` runs, as a free core of the
/// machine on which the bars were set would take them: every run is divided by how much slower than
/// there the multiplying right before and after it was. Never multiplied: a faster machine gains.
/// Stops as soon as a run took at most `enough`.
template <class Work> double quickest(int rounds, double enough, Work work) {
    // Measured with -O2 on a free core of that machine.
    constexpr double kFree = 0.0836;
    double least = std::numeric_limits<double>::infinity();
    double before = millisecondsOfMultiplying();
    for (int round = 0; round < rounds && least > enough; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        work(round);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        const double after = millisecondsOfMultiplying();
        least = std::min(least, took.count() / std::max(1.0, std::min(before, after) / kFree));
        before = after;
    }
    return least;
}

} // namespace vitrine::tests
