#include "widgets/foundation/style/draw/fields.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/style/draw/frames.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QStyleOption>

#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kWordGap = 5;
constexpr int kComboIconGap = 6;
constexpr int kArrow = 12;

Token textOf(const DrawContext& draw) {
    return draw.option->state.testFlag(QStyle::State_Enabled) ? Token::T1 : Token::T3;
}

TextStyle fieldStyle(const QWidget* widget) {
    return isCompact(widget) ? TextStyle::Small : TextStyle::Base;
}

} // namespace

void drawField(const DrawContext& draw) {
    drawFrame(draw, draw.option->rect, fieldFrame(draw));
}

void drawCombo(const DrawContext& draw, const QStyleOptionComboBox& option) {
    Frame frame = fieldFrame(draw);
    if (!option.editable && frame.filled) {
        const bool sunken = option.state.testFlag(QStyle::State_On);
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
        frame.ground = sunken ? Token::Press : hovered ? Token::Hover : Token::S2;
    }
    drawFrame(draw, option.rect, frame);
    if (isUnavailable(draw.widget)) {
        paintHatch(*draw.painter, QRectF(option.rect).adjusted(1, 1, -1, -1),
                   draw.look.color(Token::Line));
    }
    const QRectF box = option.rect;
    const double side = draw.look.scaled(kArrow);
    const QRectF arrow(box.right() - kComboArrow + (kComboArrow - side) / 2 - 2,
                       box.center().y() - side / 2, side, side);
    paintIcon(*draw.painter, arrow, Icon::ChevronDown, draw.look.color(textOf(draw)));
}

void drawComboLabel(const DrawContext& draw, const QStyleOptionComboBox& option) {
    if (option.editable) {
        return; // its line edit shows the text
    }
    const TextStyle style = fieldStyle(draw.widget);
    QRectF area = QRectF(option.rect).adjusted(kFieldPadding, 0, -kComboArrow, 0);
    const QString word = comboWord(draw.widget);
    if (!word.isEmpty()) {
        const Token faint = option.state.testFlag(QStyle::State_Enabled) ? Token::T2 : Token::T3;
        area.setLeft(area.left() +
                     paintWords(*draw.painter, area, Qt::AlignLeft | Qt::AlignVCenter, word, style,
                                faint, draw.look) +
                     kWordGap);
    }
    if (!option.currentIcon.isNull()) {
        const int side = draw.look.scaled(metrics::kSmallIcon);
        const QRect place(static_cast<int>(area.left()),
                          static_cast<int>(area.center().y() - side / 2.0), side, side);
        option.currentIcon.paint(draw.painter, place);
        area.setLeft(area.left() + side + kComboIconGap);
    }
    paintWords(*draw.painter, area, Qt::AlignLeft | Qt::AlignVCenter, option.currentText, style,
               textOf(draw), draw.look, /*elide=*/true);
}

void drawSpinBox(const DrawContext& draw, const QStyleOptionSpinBox& option) {
    drawFrame(draw, option.rect, fieldFrame(draw));
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons) {
        return;
    }
    const auto arrow = [&](QStyle::SubControl part, Icon icon,
                           QAbstractSpinBox::StepEnabledFlag flag) {
        const QRectF box =
            draw.style->subControlRect(QStyle::CC_SpinBox, &option, part, draw.widget);
        const bool live =
            option.stepEnabled.testFlag(flag) && option.state.testFlag(QStyle::State_Enabled);
        const QRectF place(box.center().x() - 5, box.center().y() - 5, 10, 10);
        paintIcon(*draw.painter, place, icon, draw.look.color(live ? Token::T1 : Token::T3));
    };
    arrow(QStyle::SC_SpinBoxUp, Icon::ChevronUp, QAbstractSpinBox::StepUpEnabled);
    arrow(QStyle::SC_SpinBoxDown, Icon::ChevronDown, QAbstractSpinBox::StepDownEnabled);
}

QSize comboSize(const QSize& contents, const QWidget* widget, const Look& look) {
    const QString word = comboWord(widget);
    const double words = word.isEmpty() ? 0 : wordsWidth(word, fieldStyle(widget), look) + kWordGap;
    const int height = isCompact(widget) ? look.rows().toolControl : look.rows().control;
    return {contents.width() + static_cast<int>(std::ceil(words)) + kFieldPadding + kComboArrow + 2,
            height};
}

} // namespace vitrine::widgets
