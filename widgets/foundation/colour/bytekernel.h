#pragma once

#include "widgets/foundation/colour/colourscale.h"

#include <cstdint>
#include <span>

namespace vitrine::widgets {

/// Places on the ramp as bytes: 255 · scale.position(value), rounded; NaN gives 0. The logarithm is
/// a polynomial good to a thirtieth of a level over one octave, better over more. Compiled for
/// vector units.
void placesAsBytes(std::span<const float> values, std::span<std::uint8_t> bytes,
                   const ColourScale& scale);

} // namespace vitrine::widgets
