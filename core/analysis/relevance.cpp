#include "core/analysis/relevance.h"

#include <algorithm>
#include <stdexcept>

namespace vitrine::analysis {

namespace {

Grid identity(std::size_t size) {
    Grid grid(size, size);
    for (std::size_t place = 0; place < size; ++place) {
        grid.at(place, place) = 1;
    }
    return grid;
}

Grid product(const Grid& a, const Grid& b) {
    if (a.columns() != b.rows()) {
        throw std::invalid_argument("CrossRelevance: a map does not fit the tokens");
    }
    Grid result(a.rows(), b.columns());
    for (std::size_t row = 0; row < a.rows(); ++row) {
        const std::span<float> to = result.row(row);
        for (std::size_t middle = 0; middle < a.columns(); ++middle) {
            const float factor = a.at(row, middle);
            if (factor == 0) {
                continue;
            }
            const std::span<const float> from = b.row(middle);
            for (std::size_t column = 0; column < to.size(); ++column) {
                to[column] += factor * from[column];
            }
        }
    }
    return result;
}

Grid transposed(const Grid& grid) {
    Grid result(grid.columns(), grid.rows());
    for (std::size_t row = 0; row < grid.rows(); ++row) {
        for (std::size_t column = 0; column < grid.columns(); ++column) {
            result.at(column, row) = grid.at(row, column);
        }
    }
    return result;
}

void addTo(Grid& grid, const Grid& change) {
    std::ranges::transform(grid.values(), change.values(), grid.values().begin(), std::plus());
}

} // namespace

CrossRelevance::CrossRelevance(std::size_t first, std::size_t second)
    : maps_{identity(first), Grid(first, second), Grid(second, first), identity(second)} {}

void CrossRelevance::self(int kind, const Grid& map) {
    for (const int on : {0, 1}) {
        Grid& relevance = maps_[index(kind, on)];
        addTo(relevance, product(map, relevance));
    }
}

std::array<Grid, 2> CrossRelevance::crossChange(int kind, const Grid& map) const {
    const int other = 1 - kind;
    const Grid looked = product(map, rowsNormalised(of(other, other)));
    return {product(transposed(rowsNormalised(of(kind, kind))), looked),
            product(map, of(other, kind))};
}

void CrossRelevance::cross(int kind, const Grid& map) {
    const auto [onOther, onSelf] = crossChange(kind, map);
    addTo(maps_[index(kind, 1 - kind)], onOther);
    addTo(maps_[index(kind, kind)], onSelf);
}

void CrossRelevance::coAttend(const Grid& firstOverSecond, const Grid& secondOverFirst) {
    const std::array<std::array<Grid, 2>, 2> changes{crossChange(0, firstOverSecond),
                                                     crossChange(1, secondOverFirst)};
    for (const int kind : {0, 1}) {
        const auto& change = changes[static_cast<std::size_t>(kind)];
        addTo(maps_[index(kind, 1 - kind)], change[0]);
        addTo(maps_[index(kind, kind)], change[1]);
    }
}

Grid rowsNormalised(const Grid& relevance) {
    Grid result = relevance;
    for (std::size_t row = 0; row < result.rows(); ++row) {
        result.at(row, row) -= 1;
        double sum = 0;
        for (const float value : result.row(row)) {
            sum += static_cast<double>(value);
        }
        if (sum > 0) {
            for (float& value : result.row(row)) {
                value = static_cast<float>(static_cast<double>(value) / sum);
            }
        }
        result.at(row, row) += 1;
    }
    return result;
}

} // namespace vitrine::analysis
