#include "core/study/robustness/flips.h"

#include <cmath>

namespace vitrine::study {

namespace {

/// Narrows the place of the change between an unchanged and a changed severity.
Outcome<double> bisected(const AnswerAt& answerAt, Flips& flips, double same, double other,
                         double tolerance, const Tick& tick) {
    // Severities of the dial are told with two digits; the sum keeps the last halving exact.
    while (other - same > tolerance + 1e-9) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        const double middle = (same + other) / 2;
        const auto answer = answerAt(middle);
        if (!answer) {
            return answer.as<double>();
        }
        ++flips.asked;
        (*answer == flips.clean ? same : other) = middle;
    }
    return other;
}

void extend(std::vector<FlipInterval>& intervals, bool wasChanged, double severity,
            const std::string& answer) {
    if (wasChanged) {
        intervals.back().end = severity;
    } else {
        intervals.push_back({severity, severity, answer});
    }
}

} // namespace

Outcome<Flips> findFlips(const AnswerAt& answerAt, const FlipOptions& options, const Tick& tick) {
    Flips flips;
    const auto steps = static_cast<int>(std::lround(options.most / options.step));
    bool changed = false;
    for (int i = 0; i <= steps; ++i) {
        const double severity = i * options.step;
        const auto answer = answerAt(severity);
        if (!answer) {
            return answer.as<Flips>();
        }
        ++flips.asked;
        if (i == 0) {
            flips.clean = *answer;
        }
        const bool now = *answer != flips.clean;
        if (now) {
            extend(flips.intervals, changed, severity, *answer);
        }
        changed = now;
        if (!tick.update(i + 1, steps + 1)) {
            return Cancelled{};
        }
    }
    if (!flips.intervals.empty()) {
        FlipInterval& first = flips.intervals.front();
        const auto begin = bisected(answerAt, flips, first.begin - options.step, first.begin,
                                    options.tolerance, tick);
        if (!begin) {
            return begin.as<Flips>();
        }
        first.begin = *begin;
        flips.first = *begin;
    }
    return flips;
}

} // namespace vitrine::study
