#pragma once

#include "core/base/image.h"
#include "core/base/outcome.h"

#include <cstddef>
#include <span>
#include <vector>

namespace vitrine::media {

using EncodedBytes = std::vector<std::byte>;

/// Lossless. Precondition for all three: the picture is not empty and no side exceeds 65,535.
[[nodiscard]] Outcome<EncodedBytes> encodePng(const Image& image);

/// Baseline JPEG with colours at half the resolution (4:2:0). Quality 1 to 100 as libjpeg counts it;
/// std::invalid_argument beyond.
[[nodiscard]] Outcome<EncodedBytes> encodeJpeg(const Image& image, int quality);

/// The way back for what encodeJpeg made.
[[nodiscard]] Outcome<Image> decodeJpeg(std::span<const std::byte> bytes);

} // namespace vitrine::media
