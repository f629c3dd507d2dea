#include "widgets/library/librarydelegate.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/library/librarymodel.h"

#include <QPainter>
#include <QWidget>

namespace vitrine::widgets {

namespace {

constexpr double kPadding = 8;
constexpr double kIndent = 12;

struct RowParts {
    QRectF ground;
    QRectF icon;
    QRectF name;
    QRectF note;
};

RowParts partsOf(const QRectF& row, const LibraryItem& item, const Look& look) {
    RowParts parts;
    parts.ground = row.adjusted(kPadding, 0, -kPadding, 0);
    const double icon = look.scaled(metrics::kIcon);
    const double left = parts.ground.left() + kPadding + item.depth * kIndent;
    parts.icon = QRectF(left, row.center().y() - icon / 2, icon, icon);
    const double note = wordsWidth(item.note, TextStyle::Small, look);
    const double right = parts.ground.right() - kPadding;
    parts.note = QRectF(right - note, row.top(), note, row.height());
    const double nameLeft = parts.icon.right() + kPadding;
    parts.name = QRectF(nameLeft, row.top(), parts.note.left() - (note > 0 ? 6 : 0) - nameLeft,
                        row.height());
    return parts;
}

} // namespace

void LibraryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const auto item = index.data(LibraryModel::ItemRole).value<LibraryItem>();
    const Look& look = lookOf(option.widget);
    const RowParts parts = partsOf(option.rect, item, look);
    const bool chosen = index.data(LibraryModel::ChosenRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (chosen || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(look.color(chosen ? Token::Sel : Token::Hover));
        painter->drawRoundedRect(parts.ground, metrics::kRadius, metrics::kRadius);
    }
    const Token words = item.fault ? Token::DangerText : Token::T1;
    paintIcon(*painter, parts.icon, item.fault ? Icon::Error : item.icon,
              look.color(item.fault ? Token::DangerMark : Token::T2));
    paintWords(*painter, parts.name, Qt::AlignLeft | Qt::AlignVCenter, item.name, TextStyle::Base,
               words, look, /*elide=*/true);
    paintWords(*painter, parts.note, Qt::AlignRight | Qt::AlignVCenter, item.note,
               TextStyle::Small, Token::T2, look);
    if (option.state.testFlag(QStyle::State_HasFocus)
        && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        paintFocusRing(*painter, parts.ground.adjusted(3, 3, -3, -3), metrics::kRadius, look);
    }
    painter->restore();
}

QSize LibraryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {80, lookOf(option.widget).rows().tree};
}

void LibraryDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                           const QModelIndex& index) const {
    const auto item = index.data(LibraryModel::ItemRole).value<LibraryItem>();
    QRectF name = partsOf(option.rect, item, lookOf(option.widget)).name;
    name.setRight(option.rect.right() - kPadding);
    editor->setGeometry(name.toRect());
}

} // namespace vitrine::widgets
