#include "widgets/tokens/table/tokenfilter.h"

#include "core/base/axis.h"
#include "widgets/tokens/table/tokentablemodel.h"

namespace vitrine::widgets {

TokenFilter::TokenFilter(QObject* parent)
    : QSortFilterProxyModel(parent) {
    setSortRole(static_cast<int>(TokenTableModel::Role::Sort));
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void TokenFilter::setWanted(const QString& text) {
    wanted_ = text;
    invalidateFilter();
}

void TokenFilter::setKinds(Kinds kinds) {
    kinds_ = kinds;
    invalidateFilter();
}

bool TokenFilter::ofKind(int row, const QModelIndex& parent) const {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const auto kind = static_cast<TokenKind>(
        index.data(static_cast<int>(TokenTableModel::Role::Kind)).toInt());
    switch (kinds_) {
    case Kinds::All: return true;
    case Kinds::Words: return kind == TokenKind::Piece || kind == TokenKind::Character;
    case Kinds::Continuations: return kind == TokenKind::Continuation;
    case Kinds::Bytes: return kind == TokenKind::Byte;
    case Kinds::Unknown: return kind == TokenKind::Unknown;
    case Kinds::Special:
        return kind == TokenKind::Class || kind == TokenKind::Separator || kind == TokenKind::Pad
            || kind == TokenKind::Special;
    }
    return true;
}

bool TokenFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (!ofKind(row, parent)) {
        return false;
    }
    if (wanted_.isEmpty()) {
        return true;
    }
    using Column = TokenTableModel::Column;
    for (const Column column : {Column::Piece, Column::Surface, Column::Id}) {
        const QModelIndex index = sourceModel()->index(row, static_cast<int>(column), parent);
        if (index.data(Qt::DisplayRole).toString().contains(wanted_, Qt::CaseInsensitive)) {
            return true;
        }
    }
    return false;
}

} // namespace vitrine::widgets
