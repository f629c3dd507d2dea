#include "app/runner/bench/constants.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstring>
#include <functional>
#include <thread>
#include <vector>

namespace vitrine::app {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

constexpr int kSteps = 4'000'000;
constexpr int kChains = 12; ///< enough independent sums to hide the latency of one

using Narrow [[gnu::vector_size(16)]] = float;
using Wide [[gnu::vector_size(32)]] = float;
using Widest [[gnu::vector_size(64)]] = float;

/// One thread's multiply-adds, all in registers.
template <class Lanes>
[[gnu::always_inline]] inline float multiplyAdd(float factor) {
    Lanes sums[kChains] = {};
    const Lanes factors = factor - Lanes{};
    for (int step = 0; step < kSteps; ++step) {
#pragma GCC unroll 12
        for (int chain = 0; chain < kChains; ++chain) {
            sums[chain] = sums[chain] * factors + factors;
        }
    }
    float total = 0;
    for (const Lanes& sum : sums) {
        total += sum[0];
    }
    return total;
}

float multiplyAddNarrow(float factor) {
    return multiplyAdd<Narrow>(factor);
}

#ifdef __x86_64__
[[gnu::target("avx2,fma")]] float multiplyAddWide(float factor) {
    return multiplyAdd<Wide>(factor);
}

[[gnu::target("avx512f,fma")]] float multiplyAddWidest(float factor) {
    return multiplyAdd<Widest>(factor);
}
#endif

struct Kernel {
    float (*run)(float);
    int lanes;
};

/// The kernel for the widest registers that the processor has.
Kernel kernelForThisProcessor() {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f")) {
        return {multiplyAddWidest, 16};
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        return {multiplyAddWide, 8};
    }
#endif
    return {multiplyAddNarrow, 4};
}

/// Runs the same work on so many threads and answers the seconds of the slowest.
double onThreads(int threads, const std::function<void(int)>& work) {
    std::vector<std::thread> running;
    const auto begin = Clock::now();
    for (int index = 0; index < threads; ++index) {
        running.emplace_back(work, index);
    }
    for (std::thread& thread : running) {
        thread.join();
    }
    return secondsSince(begin);
}

double productPeak(int threads) {
    const Kernel kernel = kernelForThisProcessor();
    std::atomic<float> sink = 0; // what nobody reads would not be computed
    const double flops = 2.0 * kernel.lanes * kChains * kSteps * threads;
    double best = 0;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const double seconds = onThreads(threads, [&](int index) {
            sink = kernel.run(0.5F + static_cast<float>(index) * 1e-3F);
        });
        best = std::max(best, flops / seconds * 1e-9);
    }
    return best;
}

double copyPeak(int threads) {
    constexpr std::size_t kBytes = std::size_t{128} << 20;
    std::vector<std::byte> from(kBytes, std::byte{1});
    std::vector<std::byte> to(kBytes);
    const std::size_t share = kBytes / static_cast<std::size_t>(threads);
    double best = 0;
    for (int attempt = 0; attempt < 5; ++attempt) {
        const double seconds = onThreads(threads, [&](int index) {
            const std::size_t begin = share * static_cast<std::size_t>(index);
            std::memcpy(to.data() + begin, from.data() + begin, share);
        });
        best = std::max(best, 2.0 * static_cast<double>(share) * threads / seconds * 1e-9);
    }
    return best;
}

} // namespace

MachineConstants measureConstants(int threads) {
    return {.productGflops = productPeak(threads), .copyGbs = copyPeak(threads)};
}

} // namespace vitrine::app
