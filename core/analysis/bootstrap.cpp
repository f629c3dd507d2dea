#include "core/analysis/bootstrap.h"

#include "core/base/draws.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace vitrine::analysis {

namespace {

/// Linear between the two nearest of sorted values.
double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    const double part = place - static_cast<double>(below);
    return (1 - part) * sorted[below] + part * sorted[above];
}

} // namespace

Band bootstrapMean(std::span<const double> values, std::size_t resamples, std::uint64_t seed) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (values.empty()) {
        return {kNone, kNone, kNone, 0};
    }
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    if (resamples == 0) {
        return {mean, kNone, kNone, values.size()};
    }
    const DrawKey key(seed, "bootstrap");
    std::vector<double> means(resamples);
    for (std::size_t i = 0; i < resamples; ++i) {
        Draws draws(key, static_cast<std::uint32_t>(i));
        double sum = 0;
        for (std::size_t j = 0; j < values.size(); ++j) {
            sum += values[draws.below(static_cast<std::uint32_t>(values.size()))];
        }
        means[i] = sum / count;
    }
    std::ranges::sort(means);
    return {mean, quantile(means, 0.025), quantile(means, 0.975), values.size()};
}

double mcnemarExact(std::size_t onlyFirst, std::size_t onlySecond) {
    const std::size_t total = onlyFirst + onlySecond;
    if (total == 0) {
        return 1;
    }
    const auto n = static_cast<double>(total);
    double tail = 0;
    for (std::size_t k = 0; k <= std::min(onlyFirst, onlySecond); ++k) {
        const auto chosen = static_cast<double>(k);
        tail += std::exp(std::lgamma(n + 1) - std::lgamma(chosen + 1) -
                         std::lgamma(n - chosen + 1) - n * std::log(2.0));
    }
    return std::min(1.0, 2 * tail);
}

} // namespace vitrine::analysis
