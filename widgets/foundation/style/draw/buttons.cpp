#include "widgets/foundation/style/draw/buttons.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/style/draw/frames.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/look.h"

#include <QIcon>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kPadding = 12;
constexpr int kCompactPadding = 10;
constexpr int kLabPadding = 12;
constexpr int kIconGap = 6;
constexpr int kLabIconGap = 8;
constexpr int kMenuArrow = 16;

// A label "&Open": the ampersand marks a key and is not shown.
QString shown(const QString& text) {
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && i + 1 < text.size()) {
            ++i;
        }
        plain += text[i];
    }
    return plain;
}

struct Face {
    Frame frame;
    Token text;
    QIcon::Mode icon = QIcon::Normal;
};

Token groundOf(QStyle::State state, Token plain) {
    if (state.testFlag(QStyle::State_Sunken)) {
        return Token::Press;
    }
    return state.testFlag(QStyle::State_MouseOver) ? Token::Hover : plain;
}

Face faceOf(const DrawContext& draw, bool quiet) {
    const QStyle::State state = draw.option->state;
    const Role role = roleOf(draw.widget);
    if (!state.testFlag(QStyle::State_Enabled)) {
        return {{Token::S2, Token::Line, /*filled=*/false, /*edged=*/!quiet},
                Token::T3,
                QIcon::Disabled};
    }
    const bool chosen = state.testFlag(QStyle::State_On);
    if (role == Role::Primary || (chosen && !quiet)) {
        return {{Token::Ink, Token::Ink}, Token::OnInk, kChosenMode};
    }
    if (role == Role::Danger) {
        return {{groundOf(state, Token::S2), Token::DangerMark}, Token::DangerText};
    }
    if (quiet) {
        const Token ground = groundOf(state, chosen ? Token::Sel : Token::S1);
        const bool filled = chosen || ground != Token::S1;
        return {{ground, Token::Outline, filled, /*edged=*/false}, Token::T2};
    }
    return {{groundOf(state, Token::S2), Token::Outline}, Token::T1};
}

// Icon and text in the middle (or the left) of a box.
void drawContent(const DrawContext& draw, const QRectF& box, const QIcon& icon, int iconSize,
                 const QString& text, TextStyle style, const Face& face, int gap) {
    const bool hasIcon = !icon.isNull();
    const double textWidth = text.isEmpty() ? 0 : wordsWidth(text, style, draw.look);
    const double iconWidth = hasIcon ? iconSize + (text.isEmpty() ? 0 : gap) : 0;
    double x = box.left() + (box.width() - textWidth - iconWidth) / 2;
    if (hasIcon) {
        const QRectF place(std::round(x), std::round(box.center().y() - iconSize / 2.0), iconSize,
                           iconSize);
        icon.paint(draw.painter, place.toRect(), Qt::AlignCenter, face.icon,
                   face.text == Token::OnInk ? QIcon::On : QIcon::Off);
        x += iconWidth;
    }
    if (!text.isEmpty()) {
        paintWords(*draw.painter, QRectF(x, box.top(), textWidth, box.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, text, style, face.text, draw.look);
    }
}

void hatchIfUnavailable(const DrawContext& draw, const QRectF& box) {
    if (isUnavailable(draw.widget)) {
        paintHatch(*draw.painter, box, draw.look.color(Token::Line));
    }
}

TextStyle styleOf(const QWidget* widget) {
    const bool heavy = widget != nullptr && widget->font().weight() >= QFont::DemiBold;
    if (isCompact(widget)) {
        return heavy ? TextStyle::SmallHead : TextStyle::Small;
    }
    return heavy ? TextStyle::Head : TextStyle::Base;
}

int heightOf(const QWidget* widget, const Look& look) {
    return isCompact(widget) ? look.rows().toolControl : look.rows().control;
}

void drawSegment(const DrawContext& draw, const QStyleOptionToolButton& option) {
    // One outline runs around all segments; inner borders are single lines.
    const QWidget* button = draw.widget;
    const QWidget* group = button->parentWidget();
    const bool first = group == nullptr || button->geometry().left() <= 0;
    const bool last = group == nullptr || button->geometry().right() >= group->width() - 1;
    const QRectF box = option.rect;
    const double over = 2 * metrics::kRadius;
    Face face = faceOf(draw, /*quiet=*/false);
    face.text = isUnavailable(button) ? Token::T2 : face.text;
    draw.painter->save();
    draw.painter->setClipRect(box);
    drawFrame(draw, box.adjusted(first ? 0 : -over, 0, last ? 0 : over, 0),
              {face.frame.ground, Token::Outline, face.frame.filled});
    if (!first && !option.state.testFlag(QStyle::State_On)) {
        draw.painter->fillRect(QRectF(box.left(), box.top() + 1, 1, box.height() - 2),
                               draw.look.color(Token::Line));
    }
    hatchIfUnavailable(draw, box.adjusted(1, 1, -1, -1));
    draw.painter->restore();
    const bool words = option.toolButtonStyle != Qt::ToolButtonIconOnly;
    drawContent(draw, box, option.icon, draw.look.scaled(metrics::kSmallIcon),
                words ? option.text : QString(), TextStyle::Small, face, kIconGap);
}

void drawLab(const DrawContext& draw, const QStyleOptionToolButton& option) {
    const bool chosen = option.state.testFlag(QStyle::State_On);
    const bool words = option.toolButtonStyle != Qt::ToolButtonIconOnly;
    const TextStyle style = chosen ? TextStyle::Head : TextStyle::Base;
    const QString text = words ? option.text : QString();
    QRectF box = option.rect;
    if (!chosen && option.state.testFlag(QStyle::State_MouseOver)) {
        drawFrame(draw, box.adjusted(0, 4, 0, -4),
                  {groundOf(option.state, Token::Hover), Token::Line, true, /*edged=*/false});
    }
    const Face face{{}, chosen ? Token::T1 : Token::T2, chosen ? kChosenMode : QIcon::Normal};
    const int side = draw.look.scaled(metrics::kIcon);
    drawContent(draw, box, option.icon, side, text, style, face, kLabIconGap);
    if (chosen) {
        const double content =
            side + (words ? kLabIconGap + wordsWidth(text, style, draw.look) : 0);
        draw.painter->fillRect(QRectF(box.center().x() - content / 2,
                                      box.bottom() - metrics::kUnderline, content,
                                      metrics::kUnderline),
                               draw.look.color(Token::Ink));
    }
}

} // namespace

QSize pushButtonSize(const QStyleOptionButton& option, const QWidget* widget, const Look& look) {
    const int height = heightOf(widget, look);
    const QString text = shown(option.text);
    double width = wordsWidth(text, styleOf(widget), look);
    if (!option.icon.isNull()) {
        width += look.scaled(metrics::kSmallIcon) + (text.isEmpty() ? 0 : kIconGap);
    }
    if (option.features.testFlag(QStyleOptionButton::HasMenu)) {
        width += kMenuArrow;
    }
    const int padding = isCompact(widget) ? kCompactPadding : kPadding;
    return {std::max(height, static_cast<int>(std::ceil(width)) + 2 * padding), height};
}

QSize toolButtonSize(const QStyleOptionToolButton& option, const QWidget* widget,
                     const Look& look) {
    const bool words = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const bool icon = option.toolButtonStyle != Qt::ToolButtonTextOnly && !option.icon.isNull();
    if (roleOf(widget) == Role::Lab) {
        const double text =
            words ? kLabIconGap + wordsWidth(option.text, TextStyle::Head, look) : 0;
        return {static_cast<int>(std::ceil(text)) + look.scaled(metrics::kIcon) + 2 * kLabPadding,
                look.scaled(metrics::kLabBarHeight)};
    }
    const bool segment = roleOf(widget) == Role::Segment;
    const int height = segment ? look.rows().toolControl : heightOf(widget, look);
    double width = icon ? look.scaled(metrics::kSmallIcon) : 0;
    if (words) {
        width += (icon ? kIconGap : 0) +
                 wordsWidth(option.text, segment ? TextStyle::Small : styleOf(widget), look) +
                 2 * kCompactPadding;
    }
    if (option.features.testFlag(QStyleOptionToolButton::HasMenu) &&
        option.features.testFlag(QStyleOptionToolButton::PopupDelay) == false && words) {
        width += kMenuArrow;
    }
    return {std::max(words ? 0 : height + (segment ? 8 : 0), static_cast<int>(std::ceil(width))),
            height};
}

void drawPushButton(const DrawContext& draw, const QStyleOptionButton& option) {
    const bool quiet = roleOf(draw.widget) == Role::Quiet;
    Face face = faceOf(draw, quiet);
    const TextStyle style = styleOf(draw.widget);
    if (quiet && (style == TextStyle::Head || style == TextStyle::SmallHead)) {
        face.text = Token::T1;
    }
    QRectF box = option.rect;
    drawFrame(draw, box, face.frame);
    hatchIfUnavailable(draw, box.adjusted(1, 1, -1, -1));
    if (option.features.testFlag(QStyleOptionButton::HasMenu)) {
        const QRectF arrow(box.right() - kCompactPadding - 10, box.center().y() - 6, 12, 12);
        paintIcon(*draw.painter, arrow, Icon::ChevronDown, draw.look.color(face.text));
        box.setRight(arrow.left());
    }
    drawContent(draw, box, option.icon, draw.look.scaled(metrics::kSmallIcon), shown(option.text),
                style, face, kIconGap);
}

void drawToolButton(const DrawContext& draw, const QStyleOptionToolButton& option) {
    switch (roleOf(draw.widget)) {
    case Role::Segment:
        return drawSegment(draw, option);
    case Role::Lab:
        return drawLab(draw, option);
    default:
        break;
    }
    const bool words = option.toolButtonStyle != Qt::ToolButtonIconOnly;
    const bool icon = option.toolButtonStyle != Qt::ToolButtonTextOnly;
    const Face face = faceOf(draw, /*quiet=*/true);
    drawFrame(draw, option.rect, face.frame);
    hatchIfUnavailable(draw, option.rect);
    const int size =
        draw.look.scaled(isCompact(draw.widget) ? metrics::kSmallIcon : metrics::kIcon);
    drawContent(draw, option.rect, icon ? option.icon : QIcon(), size,
                words ? option.text : QString(), styleOf(draw.widget), face, kIconGap);
}

} // namespace vitrine::widgets
