#include "core/analysis/agreement.h"

#include "core/analysis/rankcorrelation.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace vitrine::analysis {

namespace {

// The places of the largest numbers, in order of place; of equal ones the earlier.
std::vector<std::size_t> topPlaces(std::span<const float> values, std::size_t count) {
    std::vector<std::size_t> places(values.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::ranges::stable_sort(places, std::ranges::greater(),
                             [&](std::size_t place) { return values[place]; });
    places.resize(count);
    std::ranges::sort(places);
    return places;
}

} // namespace

Agreement agreementOf(const Grid& explanations) {
    if (explanations.empty()) {
        throw std::invalid_argument("agreementOf: there is nothing to compare");
    }
    const std::size_t rows = explanations.rows();
    const std::size_t count = std::max<std::size_t>(1, explanations.columns() / 10);
    std::vector<std::vector<std::size_t>> tops;
    for (std::size_t row = 0; row < rows; ++row) {
        tops.push_back(topPlaces(explanations.row(row), count));
    }
    Agreement agreement{.correlation = Grid(rows, rows), .overlap = Grid(rows, rows)};
    for (std::size_t a = 0; a < rows; ++a) {
        for (std::size_t b = 0; b < rows; ++b) {
            agreement.correlation.at(a, b) =
                static_cast<float>(spearman(explanations.row(a), explanations.row(b)));
            std::vector<std::size_t> both;
            std::ranges::set_intersection(tops[a], tops[b], std::back_inserter(both));
            agreement.overlap.at(a, b) =
                static_cast<float>(both.size()) / static_cast<float>(count);
        }
    }
    return agreement;
}

} // namespace vitrine::analysis
