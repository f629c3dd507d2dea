#include "widgets/foundation/style/draw/items.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/style/draw/frames.h"
#include "widgets/foundation/style/draw/indicators.h"
#include "widgets/foundation/theme/look.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleOption>
#include <QTableView>
#include <QTreeView>

namespace vitrine::widgets {

namespace {

constexpr int kBranch = 12;

} // namespace

void drawItemGround(const DrawContext& draw, const QStyleOptionViewItem& option, bool wholeRow) {
    if (wholeRow && qobject_cast<const QTreeView*>(draw.widget) == nullptr) {
        return; // items paint themselves
    }
    if (!wholeRow && option.backgroundBrush.style() != Qt::NoBrush) {
        draw.painter->fillRect(option.rect, option.backgroundBrush);
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver) &&
                         option.state.testFlag(QStyle::State_Enabled);
    if (!selected && !hovered) {
        return;
    }
    const bool tree = qobject_cast<const QTreeView*>(draw.widget) != nullptr;
    QRectF band = option.rect;
    const double over = 2 * metrics::kRadius;
    // A row of a table is one band; lists and trees have rounded ones. A tree paints its row in two
    // pieces: the branch, then the item.
    if (qobject_cast<const QTableView*>(draw.widget) != nullptr) {
        band.adjust(-over, 0, over, 0);
    } else if (tree) {
        wholeRow ? band.setRight(band.right() + over)
                 : band.setLeft(band.left() - (band.left() > 0 ? over : 0));
    }
    draw.painter->save();
    draw.painter->setClipRect(option.rect, Qt::IntersectClip);
    draw.painter->setRenderHint(QPainter::Antialiasing);
    draw.painter->setPen(Qt::NoPen);
    draw.painter->setBrush(draw.look.color(selected ? Token::Sel : Token::Hover));
    draw.painter->drawRoundedRect(band, metrics::kRadius, metrics::kRadius);
    draw.painter->restore();
}

void drawItemFocus(const DrawContext& draw) {
    draw.painter->save();
    draw.painter->setRenderHint(QPainter::Antialiasing);
    draw.painter->setBrush(Qt::NoBrush);
    draw.painter->setPen(QPen(draw.look.color(Token::Ink), 1));
    draw.painter->drawRoundedRect(QRectF(draw.option->rect).adjusted(0.5, 0.5, -0.5, -0.5),
                                  metrics::kRadius, metrics::kRadius);
    draw.painter->restore();
}

void drawToolTip(const DrawContext& draw) {
    draw.painter->fillRect(draw.option->rect, draw.look.color(Token::S3));
    draw.painter->setBrush(Qt::NoBrush);
    draw.painter->setPen(QPen(draw.look.color(Token::Outline), 1));
    draw.painter->drawRect(QRectF(draw.option->rect).adjusted(0.5, 0.5, -0.5, -0.5));
}

void drawBranch(const DrawContext& draw) {
    if (draw.option->state.testFlag(QStyle::State_Children)) {
        const bool open = draw.option->state.testFlag(QStyle::State_Open);
        drawMark(draw, open ? Icon::ChevronDown : Icon::ChevronRight, Token::T2,
                 draw.look.scaled(kBranch));
    }
}

} // namespace vitrine::widgets
