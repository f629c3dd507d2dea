#pragma once

#include "core/base/image.h"
#include "core/base/outcome.h"

namespace vitrine::pictures {

/// The picture written as JPEG (libjpeg, this quality from 1 to 100, colour at half resolution) and
/// read again.
[[nodiscard]] Outcome<Image> throughJpeg(const Image& picture, int quality);

} // namespace vitrine::pictures
