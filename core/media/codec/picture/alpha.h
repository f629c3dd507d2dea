#pragma once

#include <cstdint>

namespace vitrine::media {

/// One channel over white, rounded as Pillow's alpha_composite does it: what transformers gives its
/// models for a picture with transparency.
[[nodiscard]] constexpr std::uint8_t overWhite(std::uint8_t value, std::uint8_t alpha) {
    const std::uint32_t mixed =
        (value * std::uint32_t{alpha} + 255U * (255U - alpha)) * 128U + 0x4000U;
    return static_cast<std::uint8_t>((((mixed >> 8) + mixed) >> 8) >> 7);
}

} // namespace vitrine::media
