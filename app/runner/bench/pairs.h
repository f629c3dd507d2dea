#pragma once

#include "app/runner/bench/usage.h"
#include "core/base/outcome.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace vitrine::app {

/// Runs once and answers how many milliseconds it took: its own clock, so that a peer in another
/// process counts only its work.
using Timed = std::function<Outcome<double>()>;

/// Times work by the clock of this process, `repeats` runs at a time for what lasts microseconds;
/// the answer is that of one run.
[[nodiscard]] Timed timed(std::function<Outcome<Done>()> work, int repeats = 1);

struct PairPlan {
    int pairs = 23;
    int dropped = 3; ///< of the beginning: caches and clocks settle
};

/// Milliseconds of every pair that counts, and what our side used in them.
struct PairTimes {
    std::vector<double> ours;
    std::vector<double> peer; ///< empty without a peer
    Usage used;
    std::size_t peakBytes = 0; ///< of resident memory during our side's runs
};

/// Runs ours, peer, ours, peer … so that whatever else the machine does meets both sides alike.
/// Without a peer only ours. Ends at the first run that fails.
[[nodiscard]] Outcome<PairTimes> interleave(const Timed& ours, const Timed& peer,
                                            const PairPlan& plan);

} // namespace vitrine::app
