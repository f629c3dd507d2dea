#pragma once

#include "core/base/image.h"

#include <cstddef>
#include <cstdint>

namespace vitrine::pixels {

/// The rectangle whose top left corner is (left, top); what lies outside the picture is black.
/// Throws std::invalid_argument for an empty rectangle.
[[nodiscard]] Image crop(const Image& image, std::int64_t left, std::int64_t top,
                         std::size_t width, std::size_t height);

/// Where a centre crop of `wanted` begins on a side of `length`: ⌊(length − wanted) / 2⌋, which is
/// below 0 where the picture is too small and gets a border. As transformers' `center_crop`.
[[nodiscard]] std::int64_t centreCropBegin(std::size_t length, std::size_t wanted);

} // namespace vitrine::pixels
