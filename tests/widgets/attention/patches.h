#pragma once

#include "tests/widgets/attention/stage.h"

#include <functional>

namespace vitrine::tests {

/// [CLS] and rows × columns patches of `side` pixels, row by row.
inline Axis patchAxis(int rows, int columns, float side) {
    Axis axis{.name = "image", .tokens = {}};
    axis.tokens.push_back({.kind = TokenKind::Class, .label = "[CLS]", .special = true});
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            axis.tokens.push_back(
                {.kind = TokenKind::Patch,
                 .label = std::to_string(row) + ", " + std::to_string(column),
                 .box = {static_cast<float>(column) * side, static_cast<float>(row) * side, side,
                         side},
                 .row = row,
                 .column = column});
        }
    }
    return axis;
}

/// A photograph in one colour.
inline std::shared_ptr<const Image> plainImage(std::size_t width, std::size_t height,
                                               std::array<std::uint8_t, 3> colour) {
    auto image = std::make_shared<Image>(width, height);
    for (std::size_t byte = 0; byte < image->pixels().size(); ++byte) {
        image->pixels()[byte] = colour[byte % 3];
    }
    return image;
}

inline constexpr std::array<std::uint8_t, 3> kGreen{40, 200, 60};

/// A picture of rows × columns patches of 8 pixels and one layer of heads over [CLS] and patches.
inline std::shared_ptr<const study::TracePicture> pictureOfPatches(int rows, int columns,
                                                                   std::vector<OracleHead> heads) {
    Sample sample{.name = "green"};
    sample.picture = plainImage(static_cast<std::size_t>(columns) * 8,
                                static_cast<std::size_t>(rows) * 8, kGreen);
    std::vector<OracleTrace::Layer> layers(1);
    layers[0].heads = std::move(heads);
    return pictureOf(
        std::make_shared<OracleTrace>(sample, patchAxis(rows, columns, 8), std::move(layers)));
}

} // namespace vitrine::tests
