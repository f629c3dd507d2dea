#pragma once

#include "core/base/outcome.h"
#include "core/data/reader.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace vitrine::emoji {

/// Draws an SVG centred into a square of RGBA pixels (not multiplied by alpha). Nothing outside the
/// text is loaded. `where` names the drawing in a Problem.
[[nodiscard]] Outcome<data::RawPicture> renderSvg(const std::string& svg, std::size_t side,
                                                  std::string_view where);

} // namespace vitrine::emoji
