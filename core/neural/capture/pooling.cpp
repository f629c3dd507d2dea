#include "core/neural/capture/pooling.h"

#include "core/neural/capture/kernels.h"

#include <algorithm>

namespace vitrine::neural {

namespace {

std::size_t ceilDivide(std::size_t value, std::size_t by) {
    return (value + by - 1) / by;
}

} // namespace

Pooling::Pooling(std::size_t rows, std::size_t columns, std::size_t step)
    : rows_(rows)
    , columns_(columns)
    , step_(step) {}

Pooling Pooling::byStep(std::size_t rows, std::size_t columns, std::size_t step) {
    return {rows, columns, step};
}

Pooling Pooling::toSide(std::size_t rows, std::size_t columns, std::size_t side) {
    const std::size_t most = std::max<std::size_t>(1, side);
    return {rows, columns, std::max<std::size_t>(1, ceilDivide(std::max(rows, columns), most))};
}

Grid Pooling::blank() const {
    return Grid(ceilDivide(rows_, step_), ceilDivide(columns_, step_));
}

PooledRows::PooledRows(const Pooling& pooling)
    : pooling_(&pooling)
    , top_(pooling.columns(), 0.0F)
    , sum_(pooling.columns(), 0.0F) {}

void PooledRows::add(std::size_t row, const float* values, Grid& largest, Grid& average) {
    if (pooling_->step() == 1) {
        std::copy_n(values, pooling_->columns(), largest.row(row).begin());
        std::copy_n(values, pooling_->columns(), average.row(row).begin());
        return;
    }
    keepLargest(top_.data(), values, top_.size());
    addScaled(sum_.data(), values, 1.0F, sum_.size());
    const std::size_t target = row / pooling_->step();
    const std::size_t end = std::min((target + 1) * pooling_->step(), pooling_->rows());
    if (row + 1 == end) {
        write(target, end - target * pooling_->step(), largest, average);
    }
}

void PooledRows::write(std::size_t target, std::size_t height, Grid& largest, Grid& average) {
    const auto largestRow = largest.row(target);
    const auto averageRow = average.row(target);
    for (std::size_t cell = 0; cell < largestRow.size(); ++cell) {
        const std::size_t begin = cell * pooling_->step();
        const std::size_t width = std::min(pooling_->step(), pooling_->columns() - begin);
        largestRow[cell] = largestOf(top_.data() + begin, width);
        averageRow[cell] =
            sumOf(sum_.data() + begin, width) / static_cast<float>(width * height);
    }
    std::fill(top_.begin(), top_.end(), 0.0F);
    std::fill(sum_.begin(), sum_.end(), 0.0F);
}

} // namespace vitrine::neural
