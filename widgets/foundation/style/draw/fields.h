#pragma once

#include "widgets/foundation/style/draw/draw.h"

#include <QRect>
#include <QSize>

class QStyleOptionComboBox;
class QStyleOptionSpinBox;

namespace vitrine::widgets {

inline constexpr int kFieldPadding = 8;
inline constexpr int kComboArrow = 20; ///< width of the chevron's place
inline constexpr int kSpinArrows = 18;

void drawField(const DrawContext& draw);
void drawCombo(const DrawContext& draw, const QStyleOptionComboBox& option);
void drawComboLabel(const DrawContext& draw, const QStyleOptionComboBox& option);
void drawSpinBox(const DrawContext& draw, const QStyleOptionSpinBox& option);

/// The size of a combo whose longest entry takes `contents`.
[[nodiscard]] QSize comboSize(const QSize& contents, const QWidget* widget, const Look& look);

} // namespace vitrine::widgets
