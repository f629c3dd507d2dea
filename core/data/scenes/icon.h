#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::data {

/// A drawing of one thing on a transparent ground: side × side × 4 bytes, RGB multiplied by alpha,
/// so that it can be scaled without dark rims. A plain value.
struct Icon {
    std::int32_t label = 0; ///< class
    std::int32_t style = 0; ///< which icon set drew it
    std::size_t side = 0;
    std::vector<std::uint8_t> pixels;

    bool operator==(const Icon&) const = default;
};

/// The icon of straight (not multiplied) RGBA bytes. Throws std::invalid_argument where they do not
/// fill side × side × 4.
[[nodiscard]] Icon iconOf(std::int32_t label, std::int32_t style, std::size_t side,
                          std::span<const std::uint8_t> straightRgba);

} // namespace vitrine::data
