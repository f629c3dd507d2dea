#pragma once

#include "widgets/attention/grid/gridscene.h"

#include <memory>

namespace vitrine::widgets {

class Figure;

/// The whole grid with its legend and caption, to be exported.
[[nodiscard]] std::unique_ptr<Figure> makeGridFigure(GridScene scene,
                                                     const Thumbnails::Settings& settings);

} // namespace vitrine::widgets
