#include "app/vitrine/actions/palettedelegate.h"

#include "app/vitrine/actions/palettemodel.h"

#include "widgets/foundation/paint/keyhint.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

namespace vitrine::app {

namespace metrics = widgets::metrics;
using widgets::TextStyle;
using widgets::Token;

namespace {

constexpr double kPadding = 12;

// Runs of matched and unmatched letters, drawn one after another.
void paintMatched(QPainter& painter, QRectF area, const QString& text, const QVariantList& letters,
                  Token token, const widgets::Look& look) {
    qsizetype at = 0;
    while (at < text.size() && area.width() > 0) {
        const bool matched = letters.contains(static_cast<int>(at));
        qsizetype end = at + 1;
        while (end < text.size() && letters.contains(static_cast<int>(end)) == matched) {
            ++end;
        }
        const double width = widgets::paintWords(
            painter, area, Qt::AlignLeft | Qt::AlignVCenter, text.mid(at, end - at),
            matched ? TextStyle::Head : TextStyle::Base, token, look, /*elide=*/true);
        area.setLeft(area.left() + width);
        at = end;
    }
}

} // namespace

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const widgets::Look& look = widgets::lookOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(look.color(Token::Sel));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(4, 0, -4, 0), metrics::kRadius,
                                 metrics::kRadius);
    }
    QRectF area = QRectF(option.rect).adjusted(kPadding, 0, -kPadding, 0);
    const QString keys = index.data(PaletteModel::KeysRole).toString();
    if (!keys.isEmpty()) {
        const widgets::KeyHint hint{.keys = {keys}, .text = {}};
        const double width = widgets::keyHintWidth(hint, look);
        widgets::paintKeyHint(*painter, QPointF(area.right() - width, area.center().y()), hint,
                              look);
        area.setRight(area.right() - width - kPadding);
    }
    const QString group = index.data(PaletteModel::GroupRole).toString();
    widgets::paintWords(*painter, area, Qt::AlignRight | Qt::AlignVCenter, group, TextStyle::Small,
                        Token::T3, look);
    area.setRight(area.right() - widgets::wordsWidth(group, TextStyle::Small, look) - kPadding);
    const bool enabled = index.data(PaletteModel::EnabledRole).toBool();
    paintMatched(*painter, area, index.data(Qt::DisplayRole).toString(),
                 index.data(PaletteModel::LettersRole).toList(), enabled ? Token::T1 : Token::T3,
                 look);
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {200, widgets::lookOf(option.widget).rows().table};
}

} // namespace vitrine::app
