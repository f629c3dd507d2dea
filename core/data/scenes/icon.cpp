#include "core/data/scenes/icon.h"

#include <stdexcept>

namespace vitrine::data {

Icon iconOf(std::int32_t label, std::int32_t style, std::size_t side,
            std::span<const std::uint8_t> straightRgba) {
    constexpr std::size_t kChannels = 4;
    if (straightRgba.size() != side * side * kChannels) {
        throw std::invalid_argument("iconOf: the bytes do not fill side × side × 4");
    }
    Icon icon{.label = label, .style = style, .side = side, .pixels = {}};
    icon.pixels.resize(straightRgba.size());
    for (std::size_t at = 0; at < straightRgba.size(); at += kChannels) {
        const unsigned alpha = straightRgba[at + 3];
        for (std::size_t channel = 0; channel < 3; ++channel) {
            icon.pixels[at + channel] =
                static_cast<std::uint8_t>((straightRgba[at + channel] * alpha + 127) / 255);
        }
        icon.pixels[at + 3] = static_cast<std::uint8_t>(alpha);
    }
    return icon;
}

} // namespace vitrine::data
