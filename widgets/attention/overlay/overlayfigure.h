#pragma once

#include "widgets/attention/overlay/overlayscene.h"

#include <memory>

namespace vitrine::widgets {

class Figure;

/// The whole picture with its weights, class token, bar and key, to be exported.
[[nodiscard]] std::unique_ptr<Figure> makeOverlayFigure(OverlayScene scene);

} // namespace vitrine::widgets
