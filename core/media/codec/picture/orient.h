#pragma once

#include "core/base/image.h"
#include "core/media/header/pictureheader.h"

namespace vitrine::media {

/// The picture turned and mirrored so that it stands upright.
[[nodiscard]] Image upright(Image stored, Orientation orientation);

/// Whether standing upright exchanges width and height.
[[nodiscard]] bool exchangesSides(Orientation orientation);

} // namespace vitrine::media
