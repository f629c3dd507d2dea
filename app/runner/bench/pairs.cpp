#include "app/runner/bench/pairs.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace vitrine::app {

Timed timed(std::function<Outcome<Done>()> work, int repeats) {
    return [work = std::move(work), repeats]() -> Outcome<double> {
        using Clock = std::chrono::steady_clock;
        const auto begin = Clock::now();
        for (int run = 0; run < repeats; ++run) {
            if (const auto done = work(); !done) {
                return done.as<double>();
            }
        }
        return std::chrono::duration<double, std::milli>(Clock::now() - begin).count() / repeats;
    };
}

Outcome<PairTimes> interleave(const Timed& ours, const Timed& peer, const PairPlan& plan) {
    PairTimes times;
    for (int pair = 0; pair < plan.pairs; ++pair) {
        const bool counts = pair >= plan.dropped;
        resetPeakMemory();
        const Usage before = usageNow();
        const auto mine = ours();
        const Usage used = usageNow() - before;
        if (!mine) {
            return mine.as<PairTimes>();
        }
        if (counts) {
            times.ours.push_back(*mine);
            times.used += used;
            times.peakBytes = std::max(times.peakBytes, peakMemory());
        }
        if (!peer) {
            continue;
        }
        const auto theirs = peer();
        if (!theirs) {
            return theirs.as<PairTimes>();
        }
        if (counts) {
            times.peer.push_back(*theirs);
        }
    }
    return times;
}

} // namespace vitrine::app
