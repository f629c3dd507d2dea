#include "widgets/foundation/style/draw/bars.h"

#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace vitrine::widgets {

namespace {

void fillRounded(const DrawContext& draw, const QRectF& box, Token token) {
    const double radius = std::min(box.width(), box.height()) / 2;
    draw.painter->setPen(Qt::NoPen);
    draw.painter->setBrush(draw.look.color(token));
    draw.painter->drawRoundedRect(box, radius, radius);
}

void drawTicks(const DrawContext& draw, const QStyleOptionSlider& option, const QRectF& groove,
               double handle) {
    const int interval = option.tickInterval > 0 ? option.tickInterval : option.pageStep;
    if (option.tickPosition == QSlider::NoTicks || interval <= 0) {
        return;
    }
    const double span = groove.width() - handle;
    for (int value = option.minimum; value <= option.maximum; value += interval) {
        const int along = QStyle::sliderPositionFromValue(
            option.minimum, option.maximum, value, static_cast<int>(span), option.upsideDown);
        draw.painter->fillRect(
            QRectF(groove.left() + handle / 2 + along, groove.center().y() - 6, 1, 12),
            draw.look.color(Token::Outline));
    }
}

} // namespace

void drawScrollBar(const DrawContext& draw, const QStyleOptionSlider& option) {
    const QRect handle = draw.style->subControlRect(QStyle::CC_ScrollBar, &option,
                                                    QStyle::SC_ScrollBarSlider, draw.widget);
    if (option.minimum >= option.maximum) {
        return;
    }
    const bool used = option.state.testFlag(QStyle::State_Sunken) ||
                      (option.state.testFlag(QStyle::State_MouseOver) &&
                       option.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider));
    draw.painter->save();
    draw.painter->setRenderHint(QPainter::Antialiasing);
    draw.painter->setOpacity(used ? 1.0 : 0.7);
    fillRounded(draw, QRectF(handle).adjusted(1, 1, -1, -1), Token::Outline);
    draw.painter->restore();
}

void drawSlider(const DrawContext& draw, const QStyleOptionSlider& option) {
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool upright = option.orientation == Qt::Vertical;
    const QRectF handle = draw.style->subControlRect(QStyle::CC_Slider, &option,
                                                     QStyle::SC_SliderHandle, draw.widget);
    const QRectF box = option.rect;
    const double half = metrics::kSliderTrack / 2.0;
    const double middle = upright ? box.center().x() : box.center().y();
    const QRectF track = upright ? QRectF(middle - half, box.top(), 2 * half, box.height())
                                 : QRectF(box.left(), middle - half, box.width(), 2 * half);
    QRectF done = track;
    if (upright) {
        option.upsideDown ? done.setTop(handle.center().y()) : done.setBottom(handle.center().y());
    } else {
        option.upsideDown ? done.setLeft(handle.center().x()) : done.setRight(handle.center().x());
    }
    draw.painter->save();
    draw.painter->setRenderHint(QPainter::Antialiasing);
    fillRounded(draw, track, Token::Press);
    fillRounded(draw, done, enabled ? Token::Ink : Token::T3);
    if (!upright) {
        drawTicks(draw, option, track, handle.width());
    }
    const QPointF centre =
        upright ? QPointF(middle, handle.center().y()) : QPointF(handle.center().x(), middle);
    const double radius = metrics::kSliderHandle / 2.0 - 1;
    const bool sunken = option.state.testFlag(QStyle::State_Sunken);
    draw.painter->setPen(QPen(draw.look.color(enabled ? Token::Ink : Token::T3), 2));
    draw.painter->setBrush(draw.look.color(sunken ? Token::Press : Token::S2));
    draw.painter->drawEllipse(centre, radius, radius);
    draw.painter->restore();
}

void drawProgressBar(const DrawContext& draw, const QStyleOptionProgressBar& option) {
    const QRectF box = option.rect;
    const double half = metrics::kProgressBarHeight / 2.0;
    QRectF track(box.left(), box.center().y() - half, box.width(), 2 * half);
    draw.painter->save();
    draw.painter->setRenderHint(QPainter::Antialiasing);
    fillRounded(draw, track, Token::Press);
    const int span = option.maximum - option.minimum;
    if (span > 0 && option.progress > option.minimum) {
        track.setWidth(track.width() * (option.progress - option.minimum) / span);
        fillRounded(draw, track, Token::Ink);
    }
    draw.painter->restore();
}

} // namespace vitrine::widgets
