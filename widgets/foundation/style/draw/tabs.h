#pragma once

#include "widgets/foundation/style/draw/draw.h"

class QStyleOptionDockWidget;
class QStyleOptionHeader;
class QStyleOptionTab;

namespace vitrine::widgets {

void drawTab(const DrawContext& draw, const QStyleOptionTab& option);
void drawTabLabel(const DrawContext& draw, const QStyleOptionTab& option);
void drawHeaderSection(const DrawContext& draw, const QStyleOptionHeader& option);
void drawHeaderLabel(const DrawContext& draw, const QStyleOptionHeader& option);
void drawDockTitle(const DrawContext& draw, const QStyleOptionDockWidget& option);

/// A hairline along the option's rectangle: splitters, separators, dock borders.
void drawHairline(const DrawContext& draw, bool upright);

} // namespace vitrine::widgets
