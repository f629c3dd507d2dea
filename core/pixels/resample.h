#pragma once

#include "core/base/image.h"

#include <cstddef>

namespace vitrine::pixels {

/// Pillow's filters, with its numbers: what `resample` in a preprocessor_config.json means.
enum class Filter { Nearest = 0, Lanczos = 1, Bilinear = 2, Bicubic = 3, Box = 4, Hamming = 5 };

/// The picture at another size, bit for bit as Pillow's `Image.resize` gives it (version 13): filters
/// widen with the reduction (antialiasing), one pass along the lines and one along the columns,
/// weights of 22 binary places, rounding to eight bits after each pass. Sides are at least 1 and at most 2^24; an empty picture or another
/// size throws std::invalid_argument. Any thread; the working memory is that of one pass.
[[nodiscard]] Image resize(const Image& image, std::size_t width, std::size_t height,
                           Filter filter);

} // namespace vitrine::pixels
