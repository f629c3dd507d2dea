#include "widgets/attention/number/dotproduct.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

std::vector<DotComponent> byProduct(const engine::Cell& cell) {
    std::vector<DotComponent> components;
    for (std::size_t i = 0; i < std::min(cell.query.size(), cell.key.size()); ++i) {
        const auto q = static_cast<double>(cell.query[i]);
        const auto k = static_cast<double>(cell.key[i]);
        components.push_back({.dimension = i, .query = q, .key = k, .product = q * k});
    }
    // NaN has no order: it goes to the end, where it is seen.
    std::ranges::stable_sort(components, [](const DotComponent& a, const DotComponent& b) {
        if (std::isnan(a.product) || std::isnan(b.product)) {
            return !std::isnan(a.product) && std::isnan(b.product);
        }
        return a.product > b.product;
    });
    return components;
}

} // namespace

DotProduct dotProductOf(const engine::Cell& cell, std::size_t shown) {
    const std::vector<DotComponent> sorted = byProduct(cell);
    DotProduct result;
    result.components = sorted.size();
    const std::size_t count = std::min(shown, sorted.size());
    const std::size_t upper = count - count * 2 / 7; // five of seven
    result.forIt.assign(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(upper));
    result.against.assign(sorted.end() - static_cast<std::ptrdiff_t>(count - upper), sorted.end());
    for (std::size_t i = upper; i + (count - upper) < sorted.size(); ++i) {
        result.otherSum += sorted[i].product;
        ++result.others;
    }
    const auto measure = [&](const DotComponent& component) {
        result.largestQuery = std::max(result.largestQuery, std::abs(component.query));
        result.largestKey = std::max(result.largestKey, std::abs(component.key));
        result.largestProduct = std::max(result.largestProduct, std::abs(component.product));
    };
    std::ranges::for_each(result.forIt, measure);
    std::ranges::for_each(result.against, measure);
    return result;
}

} // namespace vitrine::widgets
