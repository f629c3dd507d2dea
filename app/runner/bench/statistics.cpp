#include "app/runner/bench/statistics.h"

#include "core/base/philox.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace vitrine::app {

namespace {

constexpr int kResamples = 10'000;
constexpr double kTail = 0.025;

/// Reorders its argument.
double medianInPlace(std::vector<double>& values) {
    if (values.empty()) {
        return 0;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) {
        return *middle;
    }
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

} // namespace

double medianOf(std::span<const double> values) {
    std::vector<double> copy(values.begin(), values.end());
    return medianInPlace(copy);
}

RatioInterval medianRatio(std::span<const double> numerators, std::span<const double> denominators,
                          std::uint64_t seed) {
    if (numerators.size() != denominators.size() || numerators.empty()) {
        throw std::invalid_argument("medianRatio: as many numerators as denominators are needed");
    }
    std::vector<double> ratios(numerators.size());
    std::ranges::transform(numerators, denominators, ratios.begin(), std::divides<>());
    Random random(seed);
    std::vector<double> sample(ratios.size());
    std::vector<double> medians(kResamples);
    for (double& median : medians) {
        for (double& value : sample) {
            value = ratios[random.below(static_cast<std::uint32_t>(ratios.size()))];
        }
        median = medianInPlace(sample);
    }
    std::ranges::sort(medians);
    const auto at = [&](double share) {
        return medians[static_cast<std::size_t>(share * (kResamples - 1))];
    };
    return {.ratio = medianInPlace(ratios), .low = at(kTail), .high = at(1 - kTail)};
}

} // namespace vitrine::app
