#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study {

/// What the model answers at a severity.
using AnswerAt = std::function<Outcome<std::string>(double severity)>;

/// A stretch of the dial on which the answer is another one than the clean.
struct FlipInterval {
    double begin = 0;
    double end = 0;
    std::string answer; ///< the first one of the stretch
};

struct Flips {
    std::string clean;
    std::optional<double> first; ///< the smallest severity found with another answer
    std::vector<FlipInterval> intervals; ///< flips need not be monotone; none: it never flipped
    int asked = 0;               ///< how often the model was asked
};

struct FlipOptions {
    double step = 0.5;
    double most = 5;
    double tolerance = 0.05; ///< of the begin of the first interval
};

/// Scans the severities, then halves the first changed step (robustness, section 8). Progress counts
/// the scan.
[[nodiscard]] Outcome<Flips> findFlips(const AnswerAt& answerAt, const FlipOptions& options = {},
                                       const Tick& tick = {});

} // namespace vitrine::study
