#pragma once

#include "core/base/axis.h"
#include "core/base/image.h"

#include <array>
#include <cstddef>
#include <vector>

namespace vitrine::data {

/// Red, green, blue in 0…1.
using Colour = std::array<float, 3>;

/// A square picture in the making: side × side × 3 floats in 0…1.
class Canvas {
public:
    explicit Canvas(std::size_t side)
        : side_(side)
        , values_(side * side * 3) {}

    [[nodiscard]] std::size_t side() const { return side_; }

    [[nodiscard]] float* pixel(std::size_t x, std::size_t y) {
        return &values_[(y * side_ + x) * 3];
    }

    void set(std::size_t x, std::size_t y, const Colour& colour);

    /// Lays a colour over a pixel; alpha in 0…1.
    void blend(std::size_t x, std::size_t y, const Colour& colour, float alpha);

    /// Bytes, rounded to nearest, cut to 0…255.
    [[nodiscard]] Image image() const;

private:
    std::size_t side_;
    std::vector<float> values_;
};

} // namespace vitrine::data
