#include "widgets/attention/heat/pooling.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vitrine::widgets {

namespace {

struct Reach {
    std::size_t begin;
    std::size_t end;
};

/// The source cells that fall on each of `places`: one at least.
std::vector<Reach> reaches(std::size_t cells, std::size_t places) {
    std::vector<Reach> result(places);
    for (std::size_t place = 0; place < places; ++place) {
        const std::size_t begin = place * cells / places;
        const std::size_t end = ((place + 1) * cells + places - 1) / places;
        result[place] = cells > places ? Reach{begin, std::max(end, begin + 1)}
                                       : Reach{begin, begin + 1};
    }
    return result;
}

float pooledCell(const Grid& grid, const Reach& rows, const Reach& columns, Pooling pooling) {
    float largest = grid.at(rows.begin, columns.begin);
    float sum = 0;
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
        for (const float value : grid.row(row).subspan(columns.begin, columns.end - columns.begin)) {
            largest = value > largest || std::isnan(value) ? value : largest;
            sum += value;
        }
    }
    const auto count = static_cast<float>((rows.end - rows.begin) * (columns.end - columns.begin));
    return pooling == Pooling::Largest ? largest : sum / count;
}

} // namespace

Grid pooled(const Grid& grid, std::size_t rows, std::size_t columns, Pooling pooling) {
    if (grid.empty()) {
        return Grid(rows, columns);
    }
    const std::vector<Reach> rowReach = reaches(grid.rows(), rows);
    const std::vector<Reach> columnReach = reaches(grid.columns(), columns);
    Grid result(rows, columns);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            result.at(row, column) = pooledCell(grid, rowReach[row], columnReach[column], pooling);
        }
    }
    return result;
}

} // namespace vitrine::widgets
