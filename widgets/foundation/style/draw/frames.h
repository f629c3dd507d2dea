#pragma once

#include "widgets/foundation/style/draw/draw.h"
#include "widgets/foundation/theme/token.h"

#include <QRectF>

namespace vitrine::widgets {

struct Frame {
    Token ground;
    Token edge;
    bool filled = true;
    bool edged = true;
    double width = 1;
};

/// A rounded control box with its edge inside `box`.
void drawFrame(const DrawContext& draw, const QRectF& box, const Frame& frame);

/// The frame of a field or combo in its state: plain, hover, fault, disabled.
[[nodiscard]] Frame fieldFrame(const DrawContext& draw);

} // namespace vitrine::widgets
