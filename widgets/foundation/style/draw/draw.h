#pragma once

class QPainter;
class QStyle;
class QStyleOption;
class QWidget;

namespace vitrine::widgets {

class Look;

/// What every drawing function of the style is given.
struct DrawContext {
    const QStyle* style;
    const QStyleOption* option;
    QPainter* painter;
    const QWidget* widget;
    const Look& look;
};

} // namespace vitrine::widgets
