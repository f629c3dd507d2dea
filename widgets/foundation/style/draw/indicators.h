#pragma once

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/style/draw/draw.h"
#include "widgets/foundation/theme/token.h"

#include <QRectF>

namespace vitrine::widgets {

void drawCheckBox(const DrawContext& draw);
void drawRadioButton(const DrawContext& draw);
void drawSwitch(const DrawContext& draw);

/// An icon in the middle of the option's rectangle: chevrons of combos, trees, menus.
void drawMark(const DrawContext& draw, Icon icon, Token token, int size);

} // namespace vitrine::widgets
