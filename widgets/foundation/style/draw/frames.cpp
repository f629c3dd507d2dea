#include "widgets/foundation/style/draw/frames.h"

#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QStyleOption>

namespace vitrine::widgets {

void drawFrame(const DrawContext& draw, const QRectF& box, const Frame& frame) {
    const double inset = frame.edged ? frame.width / 2 : 0;
    draw.painter->save();
    draw.painter->setRenderHint(QPainter::Antialiasing);
    draw.painter->setPen(frame.edged ? QPen(draw.look.color(frame.edge), frame.width)
                                     : QPen(Qt::NoPen));
    draw.painter->setBrush(frame.filled ? QBrush(draw.look.color(frame.ground)) : QBrush());
    draw.painter->drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), metrics::kRadius,
                                  metrics::kRadius);
    draw.painter->restore();
}

Frame fieldFrame(const DrawContext& draw) {
    if (!draw.option->state.testFlag(QStyle::State_Enabled)) {
        return {Token::S2, Token::Line, /*filled=*/false};
    }
    if (roleOf(draw.widget) == Role::Fault) {
        return {.ground = Token::S2, .edge = Token::DangerMark, .width = 2};
    }
    return {Token::S2, Token::Outline};
}

} // namespace vitrine::widgets
