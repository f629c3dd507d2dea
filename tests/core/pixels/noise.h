#pragma once

#include "core/base/image.h"

#include <cstdint>
#include <string>

namespace vitrine::tests {

/// The picture that the goldens were made of (tests/golden/pixels/make_goldens.py).
inline Image noise(std::size_t width, std::size_t height) {
    Image image(width, height);
    for (std::size_t y = 0; y < height; ++y) {
        auto line = image.line(y);
        for (std::size_t x = 0; x < width; ++x) {
            for (std::size_t c = 0; c < 3; ++c) {
                const auto mixed = static_cast<std::uint32_t>((x * 73856093U) ^ (y * 19349663U) ^
                                                              (c * 83492791U));
                line[x * 3 + c] = static_cast<std::uint8_t>(mixed * 2654435761U >> 24);
            }
        }
    }
    return image;
}

/// "640x360".
struct Sides {
    std::size_t width = 0;
    std::size_t height = 0;
};

inline Sides sidesOf(const std::string& text) {
    const std::size_t cross = text.find('x');
    return {std::stoul(text.substr(0, cross)), std::stoul(text.substr(cross + 1))};
}

} // namespace vitrine::tests
