#include "core/analysis/rankcorrelation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace vitrine::analysis {

namespace {

// Less their mean, so that the correlation is a plain product.
std::vector<double> centredRanks(std::span<const float> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t place) { return values[place]; });
    std::vector<double> ranks(values.size());
    const double middle = (static_cast<double>(values.size()) - 1) / 2;
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        while (end < order.size() && values[order[end]] == values[order[begin]]) {
            ++end;
        }
        const double rank = (static_cast<double>(begin) + static_cast<double>(end) - 1) / 2;
        for (; begin < end; ++begin) {
            ranks[order[begin]] = rank - middle;
        }
    }
    return ranks;
}

} // namespace

double spearman(std::span<const float> a, std::span<const float> b) {
    if (a.size() != b.size()) {
        throw std::invalid_argument("spearman: the two sides have unequal lengths");
    }
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const auto isNan = [](float value) { return std::isnan(value); };
    if (a.size() < 2 || std::ranges::any_of(a, isNan) || std::ranges::any_of(b, isNan)) {
        return kNone;
    }
    const std::vector<double> ofA = centredRanks(a);
    const std::vector<double> ofB = centredRanks(b);
    const auto dot = [](const std::vector<double>& x, const std::vector<double>& y) {
        return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
    };
    const double scale = std::sqrt(dot(ofA, ofA) * dot(ofB, ofB));
    return scale > 0 ? dot(ofA, ofB) / scale : kNone;
}

} // namespace vitrine::analysis
