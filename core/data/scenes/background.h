#pragma once

#include "core/base/draws.h"
#include "core/data/scenes/canvas.h"

namespace vitrine::data {

/// Paints a ground of one of four kinds (plain, gradient, stripes, soft noise) and up to three
/// plain shapes on it: what attention has to tell the object from. All choices come from `draws`.
void paintBackground(Canvas& canvas, Draws& draws);

} // namespace vitrine::data
