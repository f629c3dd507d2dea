#pragma once

#include "core/base/grid.h"

#include <cstddef>
#include <vector>

namespace vitrine::neural {

/// How a map of rows × columns shrinks: each cell is the largest and the mean of a square of
/// `step` × `step` map cells (less at the far edges).
class Pooling {
public:
    [[nodiscard]] static Pooling byStep(std::size_t rows, std::size_t columns, std::size_t step);

    /// To a thumbnail of at most `side` cells a side.
    [[nodiscard]] static Pooling toSide(std::size_t rows, std::size_t columns, std::size_t side);

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }

    /// Map cells along one side of a thumbnail cell; 1 = the thumbnail is the map itself.
    [[nodiscard]] std::size_t step() const { return step_; }

    /// An empty thumbnail of the right shape.
    [[nodiscard]] Grid blank() const;

private:
    Pooling(std::size_t rows, std::size_t columns, std::size_t step);

    std::size_t rows_;
    std::size_t columns_;
    std::size_t step_;
};

/// Gathers the map rows of one thumbnail row after the other. Rows must come in order; the row that
/// completes a thumbnail row writes it.
class PooledRows {
public:
    explicit PooledRows(const Pooling& pooling);

    /// Adds map row `row`; `values` has pooling.columns() places.
    void add(std::size_t row, const float* values, Grid& largest, Grid& average);

private:
    void write(std::size_t target, std::size_t height, Grid& largest, Grid& average);

    const Pooling* pooling_;
    std::vector<float> top_;
    std::vector<float> sum_;
};

} // namespace vitrine::neural
