#pragma once

#include <QRect>
#include <QStyle>

class QStyleOptionSlider;

namespace vitrine::widgets {

[[nodiscard]] QRect comboPart(const QRect& box, QStyle::SubControl part);
[[nodiscard]] QRect spinBoxPart(const QRect& box, QStyle::SubControl part);

/// A scroll bar without arrow buttons.
[[nodiscard]] QRect scrollBarPart(const QStyleOptionSlider& bar, QStyle::SubControl part);

} // namespace vitrine::widgets
