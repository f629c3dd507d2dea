#pragma once

#include "app/runner/bench/constants.h"
#include "app/runner/bench/pairs.h"
#include "core/base/json.h"

#include <optional>
#include <string>

namespace vitrine::app {

/// What a case is held against. Ratios come from one interleaved run and always count; milliseconds
/// mean something on a quiet machine only and count with `--strict`.
struct Bar {
    enum class Kind { None, RatioAtMost, RatioAtLeast, MillisecondsAtMost };

    Kind kind = Kind::None;
    double limit = 0;
};

/// What one run of our side has to do at least.
struct Work {
    double flops = 0;
    double bytes = 0; ///< read and written
    double textBytes = 0; ///< of source text, for throughput in MB/s
};

/// One measured case.
struct CaseResult {
    std::string bench;
    std::string name;
    PairTimes times;
    bool ratioOfSpeeds = false; ///< ratio = peer time ÷ ours; else ours ÷ the baseline's time
    std::optional<double> maxError; ///< against an independent computation in the same run
    std::optional<bool> equal;      ///< whether the outputs agree, where that was asked
    Work work;
    Bar bar;
};

/// What all cases of a run share.
struct RunFacts {
    MachineConstants constants;
    int threads = 1;
    std::string versions; ///< "Vitrine 0.1.0, LibTorch 2.11.0"
};

/// The case as one JSON object (specs/performance.md section 1, and the bar).
[[nodiscard]] Json jsonOf(const CaseResult& result, const RunFacts& facts);

/// The case in a line for people.
[[nodiscard]] std::string lineOf(const CaseResult& result);

/// Whether the outputs agree and the bar is met; without a bar, and for milliseconds unless
/// `strict`, only the outputs count.
[[nodiscard]] bool stands(const CaseResult& result, bool strict);

} // namespace vitrine::app
