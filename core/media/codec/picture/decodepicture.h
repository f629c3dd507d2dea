#pragma once

#include "core/base/outcome.h"
#include "core/media/limits.h"
#include "core/media/picture.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace vitrine::media {

/// Decodes the bytes of a whole file in this process: header and limits first, then the decoder of
/// the format that was found. Files from outside go through DecoderClient instead. Of an animation
/// the first frame. A Problem names `where`.
[[nodiscard]] Outcome<Picture> decodePicture(std::span<const std::byte> file,
                                             std::string_view where,
                                             const MediaLimits& limits = {});

} // namespace vitrine::media
