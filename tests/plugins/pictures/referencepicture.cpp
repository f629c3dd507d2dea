#include "tests/plugins/pictures/referencepicture.h"

#include "core/base/draws.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vitrine::tests {

namespace {

std::uint8_t rounded(double value) {
    return static_cast<std::uint8_t>(std::floor(value + 0.5));
}

} // namespace

Image referencePicture(std::size_t side) {
    Image picture(side, side);
    const auto s = static_cast<double>(side);
    const auto corner = static_cast<std::size_t>(std::floor(160 * s / 224 + 0.5));
    const auto cell = std::max<std::size_t>(
        1, static_cast<std::size_t>(std::floor(8 * s / 224 + 0.5)));
    for (std::size_t row = 0; row < side; ++row) {
        for (std::size_t column = 0; column < side; ++column) {
            const auto x = static_cast<double>(column);
            const auto y = static_cast<double>(row);
            constexpr double turn = 16 * std::numbers::pi;
            std::array<std::uint8_t, 3> colour{
                rounded(255 * x / (s - 1)), rounded(255 * y / (s - 1)),
                rounded(127.5 * (1 + std::sin(turn * x / s) * std::sin(turn * y / s)))};
            if (std::hypot(x - s / 2, y - s / 2) <= 40 * s / 224) {
                colour = {230, 60, 40};
            }
            if (column >= corner && row >= corner) {
                const bool white = (column / cell + row / cell) % 2 == 0;
                colour.fill(white ? 255 : 0);
            }
            std::ranges::copy(colour, picture.line(row).begin() +
                                          static_cast<std::ptrdiff_t>(column * 3));
        }
    }
    return picture;
}

Image noisyPicture(std::size_t width, std::size_t height, std::uint64_t seed) {
    Image picture(width, height);
    const DrawField field(DrawKey(seed, "noisy picture"), 0);
    for (std::size_t i = 0; i < picture.pixels().size(); ++i) {
        picture.pixels()[i] = static_cast<std::uint8_t>(field.wordAt(i));
    }
    return picture;
}

Statistics statisticsOf(const Image& picture, const Image& from) {
    const auto values = picture.pixels();
    const auto count = static_cast<double>(values.size());
    double sum = 0;
    double squares = 0;
    double errors = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double value = values[i];
        const double error = value - from.pixels()[i];
        sum += value;
        squares += value * value;
        errors += error * error;
    }
    const double mean = sum / count;
    return {.psnr = 10 * std::log10(255.0 * 255.0 * count / errors),
            .mean = mean,
            .deviation = std::sqrt(squares / count - mean * mean)};
}

} // namespace vitrine::tests
