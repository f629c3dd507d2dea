#pragma once

#include "widgets/foundation/style/draw/draw.h"

#include <QSize>

class QStyleOptionMenuItem;

namespace vitrine::widgets {

[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem& option, const Look& look);
[[nodiscard]] QSize menuBarItemSize(const QStyleOptionMenuItem& option, const Look& look);

void drawMenuPanel(const DrawContext& draw);
void drawMenuItem(const DrawContext& draw, const QStyleOptionMenuItem& option);
void drawMenuBarItem(const DrawContext& draw, const QStyleOptionMenuItem& option);

} // namespace vitrine::widgets
