#pragma once

#include "core/base/outcome.h"
#include "core/media/limits.h"
#include "core/media/picture.h"

#include <string>
#include <string_view>

namespace vitrine::media {

/// The description of a picture (all but its pixels) and of a clip, as the decoder process hands
/// them over: JSON. What comes back is checked against nothing but its form; sizes and numbers of a
/// clip must fit each other.
[[nodiscard]] std::string describe(const Picture& picture);
[[nodiscard]] std::string describe(const ClipInfo& info);
[[nodiscard]] Outcome<Picture> pictureDescribed(std::string_view text, std::string_view where);
[[nodiscard]] Outcome<ClipInfo> clipDescribed(std::string_view text, std::string_view where,
                                              const MediaLimits& limits);

} // namespace vitrine::media
