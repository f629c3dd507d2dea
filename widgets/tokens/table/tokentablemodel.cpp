#include "widgets/tokens/table/tokentablemodel.h"

#include "widgets/tokens/study/piecewords.h"

#include <utility>

namespace vitrine::widgets {

void TokenTableModel::setRow(SnapshotPointer snapshot, int row) {
    beginResetModel();
    snapshot_ = std::move(snapshot);
    const std::size_t rows = snapshot_ == nullptr ? 0 : snapshot_->rows.size();
    row_ = static_cast<std::size_t>(row) < rows ? row : -1;
    byteLevel_ = row_ >= 0
        && isByteLevel(*snapshot_->rows[static_cast<std::size_t>(row_)].tokenizer.tokenizer);
    endResetModel();
}

const text::Token* TokenTableModel::token(int index) const {
    return index >= 0 && index < rowCount()
        ? &snapshot_->rows[static_cast<std::size_t>(row_)].tokens()[static_cast<std::size_t>(index)]
        : nullptr;
}

int TokenTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || row_ < 0
        ? 0
        : static_cast<int>(snapshot_->rows[static_cast<std::size_t>(row_)].tokens().size());
}

int TokenTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString TokenTableModel::shown(const text::Token& token, int index, Column column) const {
    switch (column) {
    case Column::Index: return QString::number(index);
    case Column::Id: return QString::number(token.id);
    case Column::Piece: return QString::fromStdString(token.text);
    case Column::Surface: return visibleSigns(snapshot_->sourceText(token.source));
    case Column::Bytes: return bytesText(token.source);
    case Column::Kind: return kindText(token);
    case Column::Word: return token.word < 0 ? QString() : QString::number(token.word);
    }
    return {};
}

QVariant TokenTableModel::sortKey(const text::Token& token, int index, Column column) const {
    switch (column) {
    case Column::Index: return index;
    case Column::Id: return static_cast<qlonglong>(token.id);
    case Column::Bytes: return static_cast<qulonglong>(token.source.begin);
    case Column::Word: return token.word;
    case Column::Piece:
    case Column::Surface:
    case Column::Kind: break;
    }
    return shown(token, index, column);
}

QVariant TokenTableModel::data(const QModelIndex& index, int role) const {
    const text::Token* at = token(index.row());
    if (at == nullptr) {
        return {};
    }
    const auto column = static_cast<Column>(index.column());
    const bool number = column != Column::Piece && column != Column::Surface
        && column != Column::Kind;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return shown(*at, index.row(), column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft)
                                                 | Qt::AlignVCenter));
    case static_cast<int>(Role::Sort): return sortKey(*at, index.row(), column);
    case static_cast<int>(Role::Kind): return static_cast<int>(at->kind);
    default: return {};
    }
}

QVariant TokenTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole) {
        switch (column) {
        case Column::Index: return tr("index");
        case Column::Id: return tr("id");
        case Column::Piece: return tr("piece");
        case Column::Surface: return tr("surface");
        case Column::Bytes: return tr("bytes");
        case Column::Kind: return tr("kind");
        case Column::Word: return tr("word");
        }
    }
    if (role == Qt::ToolTipRole) {
        switch (column) {
        case Column::Index: return tr("Place in the sequence that the model sees, from 0");
        case Column::Id: return tr("The number that the model sees; 0 is the first entry");
        case Column::Piece: return tr("The piece as the vocabulary spells it");
        case Column::Surface: return tr("The source text it covers");
        case Column::Bytes: return tr("Source bytes, from and up to but not including");
        case Column::Kind: return tr("Whether it starts a word, goes on, or is something else");
        case Column::Word: return tr("Which word it belongs to, from 0");
        }
    }
    if (role == Qt::TextAlignmentRole) {
        const bool text = column == Column::Piece || column == Column::Surface
            || column == Column::Kind;
        return QVariant::fromValue(
            Qt::Alignment((text ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    }
    return {};
}

} // namespace vitrine::widgets
