#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

namespace vitrine {

/// A rows × columns matrix of floats, row-major and contiguous: an attention map (queries × keys),
/// a thumbnail, a table of statistics. A plain value; share it as `shared_ptr<const Grid>`.
class Grid {
public:
    Grid() = default;

    Grid(std::size_t rows, std::size_t columns, float fill = 0.0F)
        : rows_(rows)
        , columns_(columns)
        , values_(rows * columns, fill) {}

    Grid(std::size_t rows, std::size_t columns, std::vector<float> values)
        : rows_(rows)
        , columns_(columns)
        , values_(std::move(values)) {
        if (values_.size() != rows_ * columns_) {
            throw std::invalid_argument("Grid: the values do not fill rows × columns");
        }
    }

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] bool empty() const { return values_.empty(); }

    [[nodiscard]] float at(std::size_t row, std::size_t column) const {
        return values_[row * columns_ + column];
    }

    [[nodiscard]] float& at(std::size_t row, std::size_t column) {
        return values_[row * columns_ + column];
    }

    [[nodiscard]] std::span<const float> row(std::size_t index) const {
        return std::span(values_).subspan(index * columns_, columns_);
    }

    [[nodiscard]] std::span<float> row(std::size_t index) {
        return std::span(values_).subspan(index * columns_, columns_);
    }

    [[nodiscard]] std::span<const float> values() const { return values_; }
    [[nodiscard]] std::span<float> values() { return values_; }

    bool operator==(const Grid&) const = default;

private:
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
    std::vector<float> values_;
};

} // namespace vitrine
