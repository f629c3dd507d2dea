#include "widgets/foundation/style/draw/indicators.h"

#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QStyleOption>

namespace vitrine::widgets {

namespace {

constexpr double kCheckRadius = 3;
constexpr double kDot = 6;
constexpr double kKnobInset = 3;

bool enabled(const DrawContext& draw) {
    return draw.option->state.testFlag(QStyle::State_Enabled);
}

bool on(const DrawContext& draw) {
    return draw.option->state.testFlag(QStyle::State_On);
}

Token edgeOf(const DrawContext& draw) {
    return enabled(draw) ? Token::Outline : Token::Line;
}

Token groundOf(const DrawContext& draw) {
    if (draw.option->state.testFlag(QStyle::State_Sunken)) {
        return Token::Press;
    }
    return draw.option->state.testFlag(QStyle::State_MouseOver) ? Token::Hover : Token::S2;
}

// Pen and brush of an indicator that is filled with ink when on.
void prepare(const DrawContext& draw, bool filled) {
    QPainter& painter = *draw.painter;
    painter.setRenderHint(QPainter::Antialiasing);
    if (filled) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(draw.look.color(enabled(draw) ? Token::Ink : Token::T3));
    } else {
        painter.setPen(QPen(draw.look.color(edgeOf(draw)), 1));
        painter.setBrush(draw.look.color(groundOf(draw)));
    }
}

} // namespace

void drawCheckBox(const DrawContext& draw) {
    const bool partial = draw.option->state.testFlag(QStyle::State_NoChange);
    const QRectF box = draw.option->rect;
    draw.painter->save();
    prepare(draw, on(draw) || partial);
    const double inset = on(draw) || partial ? 0 : 0.5;
    draw.painter->drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), kCheckRadius,
                                  kCheckRadius);
    draw.painter->restore();
    if (on(draw) || partial) {
        paintIcon(*draw.painter, box.adjusted(1, 1, -1, -1), partial ? Icon::Minus : Icon::Check,
                  draw.look.color(Token::OnInk));
    }
}

void drawRadioButton(const DrawContext& draw) {
    const QRectF box = draw.option->rect;
    draw.painter->save();
    prepare(draw, on(draw));
    const double inset = on(draw) ? 0 : 0.5;
    draw.painter->drawEllipse(box.adjusted(inset, inset, -inset, -inset));
    if (on(draw)) {
        draw.painter->setBrush(draw.look.color(Token::OnInk));
        draw.painter->drawEllipse(box.center(), kDot / 2, kDot / 2);
    }
    draw.painter->restore();
}

void drawSwitch(const DrawContext& draw) {
    const QRectF box = draw.option->rect;
    draw.painter->save();
    prepare(draw, on(draw));
    const double inset = on(draw) ? 0 : 0.5;
    draw.painter->drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), box.height() / 2,
                                  box.height() / 2);
    const double side = box.height() - 2 * kKnobInset;
    const double left = on(draw) ? box.right() - kKnobInset - side : box.left() + kKnobInset;
    draw.painter->setPen(Qt::NoPen);
    draw.painter->setBrush(draw.look.color(on(draw) ? Token::OnInk : edgeOf(draw)));
    draw.painter->drawEllipse(QRectF(left, box.top() + kKnobInset, side, side));
    draw.painter->restore();
}

void drawMark(const DrawContext& draw, Icon icon, Token token, int size) {
    const QPointF middle = QRectF(draw.option->rect).center();
    paintIcon(*draw.painter, QRectF(middle.x() - size / 2.0, middle.y() - size / 2.0, size, size),
              icon, draw.look.color(token));
}

} // namespace vitrine::widgets
