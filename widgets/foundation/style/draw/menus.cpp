#include "widgets/foundation/style/draw/menus.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QStyleOption>

#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kSeparator = 9;
constexpr int kMarkColumn = 28; ///< check or icon
constexpr int kSidePadding = 12;
constexpr int kBeforeShortcut = 32;
constexpr int kBarPadding = 10;
constexpr double kRowInset = 4;

struct Parts {
    QString text;
    QString shortcut;
};

Parts partsOf(const QString& text) {
    const qsizetype tab = text.indexOf(u'\t');
    return tab < 0 ? Parts{text, {}} : Parts{text.left(tab), text.mid(tab + 1)};
}

double widthOf(QString text, const Look& look) {
    text.remove(u'&');
    return wordsWidth(text, TextStyle::Base, look);
}

// With the mnemonic's line only where the option asks for it.
void paintMnemonic(const DrawContext& draw, const QRectF& area, Qt::Alignment alignment,
                   const QString& text, Token token) {
    const bool underline =
        draw.style->styleHint(QStyle::SH_UnderlineShortcut, draw.option, draw.widget) != 0;
    draw.painter->setFont(draw.look.font(TextStyle::Base));
    draw.painter->setPen(draw.look.color(token));
    draw.painter->drawText(area,
                           static_cast<int>(alignment) | Qt::TextSingleLine |
                               (underline ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                           text);
}

void paintSelection(const DrawContext& draw, const QRectF& box, Token token) {
    draw.painter->save();
    draw.painter->setRenderHint(QPainter::Antialiasing);
    draw.painter->setPen(Qt::NoPen);
    draw.painter->setBrush(draw.look.color(token));
    draw.painter->drawRoundedRect(box, metrics::kRadius, metrics::kRadius);
    draw.painter->restore();
}

void paintMarkColumn(const DrawContext& draw, const QStyleOptionMenuItem& option, bool enabled) {
    const QRectF box = option.rect;
    const int side = metrics::kSmallIcon;
    const QRectF place(box.left() + kRowInset + 6, box.center().y() - side / 2.0, side, side);
    const Token token = enabled ? Token::T1 : Token::T3;
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked) {
        paintIcon(*draw.painter, place, Icon::Check, draw.look.color(token));
    } else if (!option.icon.isNull()) {
        option.icon.paint(draw.painter, place.toRect(), Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
    }
}

} // namespace

QSize menuItemSize(const QStyleOptionMenuItem& option, const Look& look) {
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        return {10, kSeparator};
    }
    const Parts parts = partsOf(option.text);
    double width = kMarkColumn + widthOf(parts.text, look) + 2 * kSidePadding;
    if (!parts.shortcut.isEmpty()) {
        width += kBeforeShortcut + wordsWidth(parts.shortcut, TextStyle::Small, look);
    }
    return {static_cast<int>(std::ceil(width)), look.scaled(metrics::kMenuRow)};
}

QSize menuBarItemSize(const QStyleOptionMenuItem& option, const Look& look) {
    return {static_cast<int>(std::ceil(widthOf(option.text, look))) + 2 * kBarPadding,
            look.scaled(metrics::kMenuBarHeight)};
}

void drawMenuPanel(const DrawContext& draw) {
    draw.painter->fillRect(draw.option->rect, draw.look.color(Token::S3));
    draw.painter->setBrush(Qt::NoBrush);
    draw.painter->setPen(QPen(draw.look.color(Token::Outline), 1));
    draw.painter->drawRect(QRectF(draw.option->rect).adjusted(0.5, 0.5, -0.5, -0.5));
}

void drawMenuItem(const DrawContext& draw, const QStyleOptionMenuItem& option) {
    const QRectF box = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        draw.painter->fillRect(QRectF(box.left() + kRowInset, std::floor(box.center().y()),
                                      box.width() - 2 * kRowInset, 1),
                               draw.look.color(Token::Line));
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (option.state.testFlag(QStyle::State_Selected) && enabled) {
        paintSelection(draw, box.adjusted(kRowInset, 0, -kRowInset, 0), Token::Sel);
    }
    paintMarkColumn(draw, option, enabled);
    const Parts parts = partsOf(option.text);
    const QRectF text = box.adjusted(kMarkColumn, 0, -kSidePadding, 0);
    paintMnemonic(draw, text, Qt::AlignLeft | Qt::AlignVCenter, parts.text,
                  enabled ? Token::T1 : Token::T3);
    if (!parts.shortcut.isEmpty()) {
        paintWords(*draw.painter, text, Qt::AlignRight | Qt::AlignVCenter, parts.shortcut,
                   TextStyle::Small, Token::T3, draw.look);
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRectF arrow(box.right() - kSidePadding - 8, box.center().y() - 6, 12, 12);
        paintIcon(*draw.painter, arrow, Icon::ChevronRight,
                  draw.look.color(enabled ? Token::T2 : Token::T3));
    }
}

void drawMenuBarItem(const DrawContext& draw, const QStyleOptionMenuItem& option) {
    const bool open = option.state.testFlag(QStyle::State_Sunken);
    const bool lit = option.state.testFlag(QStyle::State_Selected);
    draw.painter->fillRect(option.rect, draw.look.color(Token::S1));
    if (open || lit) {
        paintSelection(draw, QRectF(option.rect).adjusted(1, 3, -1, -3),
                       open ? Token::Press : Token::Hover);
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    paintMnemonic(draw, option.rect, Qt::AlignCenter, option.text, enabled ? Token::T1 : Token::T3);
}

} // namespace vitrine::widgets
