#include "core/neural/capture/parallel.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <atomic>

#ifndef INTRA_OP_PARALLEL
#error "LibTorch's headers were compiled without OpenMP: everything here would run on one thread"
#endif

namespace vitrine::neural {

bool forEachInParallel(std::size_t count, const Tick& tick,
                       const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    const auto workers =
        static_cast<std::int64_t>(std::min<std::size_t>(count, static_cast<std::size_t>(
                                                                   std::max(1, at::get_num_threads()))));
    at::parallel_for(0, workers, 1, [&](std::int64_t, std::int64_t) {
        const c10::InferenceMode inference; // per thread
        for (std::size_t index = next++; index < count && !stopped; index = next++) {
            if (tick.stopped()) {
                stopped = true;
                return;
            }
            work(index);
        }
    });
    return !stopped && !tick.stopped();
}

} // namespace vitrine::neural
