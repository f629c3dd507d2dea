#pragma once

#include "widgets/foundation/style/draw/draw.h"

#include <QSize>

class QStyleOptionButton;
class QStyleOptionToolButton;

namespace vitrine::widgets {

[[nodiscard]] QSize pushButtonSize(const QStyleOptionButton& option, const QWidget* widget,
                                   const Look& look);
[[nodiscard]] QSize toolButtonSize(const QStyleOptionToolButton& option, const QWidget* widget,
                                   const Look& look);

void drawPushButton(const DrawContext& draw, const QStyleOptionButton& option);
void drawToolButton(const DrawContext& draw, const QStyleOptionToolButton& option);

} // namespace vitrine::widgets
