#include "widgets/foundation/style/draw/tabs.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kHeaderPadding = 8;
constexpr int kSortMark = 12;

} // namespace

void drawTab(const DrawContext& draw, const QStyleOptionTab& option) {
    const QRectF box = option.rect;
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    if (chosen) {
        draw.painter->fillRect(QRectF(box.left() + metrics::kRowGap,
                                      box.bottom() - metrics::kUnderline,
                                      box.width() - 2 * metrics::kRowGap, metrics::kUnderline),
                               draw.look.color(Token::Ink));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        draw.painter->fillRect(box.adjusted(2, 2, -2, -2), draw.look.color(Token::Hover));
    }
}

void drawTabLabel(const DrawContext& draw, const QStyleOptionTab& option) {
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const Token token = !enabled ? Token::T3 : chosen ? Token::T1 : Token::T2;
    QString text = option.text;
    text.remove(u'&');
    paintWords(*draw.painter, option.rect, Qt::AlignCenter, text,
               chosen ? TextStyle::Head : TextStyle::Base, token, draw.look);
}

void drawHeaderSection(const DrawContext& draw, const QStyleOptionHeader& option) {
    const QRectF box = option.rect;
    draw.painter->fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1),
                           draw.look.color(Token::Line));
}

void drawHeaderLabel(const DrawContext& draw, const QStyleOptionHeader& option) {
    QRectF area = QRectF(option.rect).adjusted(kHeaderPadding, 0, -kHeaderPadding, 0);
    if (option.sortIndicator != QStyleOptionHeader::None) {
        const QRectF mark(area.right() - kSortMark + 4, area.center().y() - kSortMark / 2.0,
                          kSortMark, kSortMark);
        const bool down = option.sortIndicator == QStyleOptionHeader::SortDown;
        paintIcon(*draw.painter, mark, down ? Icon::ChevronDown : Icon::ChevronUp,
                  draw.look.color(Token::T2));
        area.setRight(mark.left());
    }
    paintWords(*draw.painter, area, option.textAlignment | Qt::AlignVCenter, option.text,
               TextStyle::Caption, Token::T2, draw.look, /*elide=*/true);
}

void drawDockTitle(const DrawContext& draw, const QStyleOptionDockWidget& option) {
    const QRectF box = option.rect;
    draw.painter->fillRect(box, draw.look.color(Token::S1));
    const double buttons =
        (option.closable ? metrics::kLeastHit : 0) + (option.floatable ? metrics::kLeastHit : 0);
    paintWords(*draw.painter,
               box.adjusted(metrics::kPanePadding, 0, -metrics::kRowGap - buttons, 0),
               Qt::AlignLeft | Qt::AlignVCenter, option.title, TextStyle::Head, Token::T1,
               draw.look, /*elide=*/true);
}

void drawHairline(const DrawContext& draw, bool upright) {
    const QRectF box = draw.option->rect;
    const QRectF line = upright ? QRectF(box.center().x() - 0.5, box.top(), 1, box.height())
                                : QRectF(box.left(), box.center().y() - 0.5, box.width(), 1);
    draw.painter->fillRect(line, draw.look.color(Token::Line));
}

} // namespace vitrine::widgets
