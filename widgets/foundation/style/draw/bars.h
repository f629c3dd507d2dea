#pragma once

#include "widgets/foundation/style/draw/draw.h"

class QStyleOptionProgressBar;
class QStyleOptionSlider;

namespace vitrine::widgets {

void drawScrollBar(const DrawContext& draw, const QStyleOptionSlider& option);
void drawSlider(const DrawContext& draw, const QStyleOptionSlider& option);
void drawProgressBar(const DrawContext& draw, const QStyleOptionProgressBar& option);

} // namespace vitrine::widgets
