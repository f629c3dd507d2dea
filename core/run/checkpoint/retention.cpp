#include "core/run/checkpoint/retention.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace vitrine::run {

namespace {

std::size_t countOf(std::int64_t wanted, std::size_t there) {
    return std::min(there, static_cast<std::size_t>(std::max<std::int64_t>(0, wanted)));
}

} // namespace

std::vector<std::int64_t> disposableSteps(std::span<const KeptStep> steps,
                                          const RetentionRule& rule) {
    std::set<std::int64_t> kept;
    std::vector<std::int64_t> last;
    std::vector<KeptStep> best;
    for (const KeptStep& step : steps) {
        last.push_back(step.step);
        if (step.byHand) {
            kept.insert(step.step);
        }
        if (step.metric && !std::isnan(*step.metric)) {
            best.push_back(step);
        }
    }
    std::ranges::sort(last);
    kept.insert(last.end() - static_cast<std::ptrdiff_t>(countOf(rule.keepLast, last.size())),
                last.end());
    std::ranges::sort(best, [&](const KeptStep& a, const KeptStep& b) {
        if (*a.metric != *b.metric) {
            return rule.largerIsBetter ? *a.metric > *b.metric : *a.metric < *b.metric;
        }
        return a.step < b.step;
    });
    for (std::size_t i = 0; i < countOf(rule.keepBest, best.size()); ++i) {
        kept.insert(best[i].step);
    }
    std::erase_if(last, [&](std::int64_t step) { return kept.contains(step); });
    return last;
}

} // namespace vitrine::run
