#pragma once

#include "widgets/tokens/study/snapshot.h"

#include <QAbstractTableModel>

namespace vitrine::widgets {

/// The token records of one row of a snapshot. Owns nothing but its share of the snapshot.
class TokenTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Index, Id, Piece, Surface, Bytes, Kind, Word };
    static constexpr int kColumns = static_cast<int>(Column::Word) + 1;

    enum class Role {
        Sort = Qt::UserRole, ///< numbers as numbers, bytes by their begin
        Kind                 ///< TokenKind as int
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// `row` −1: nothing.
    void setRow(SnapshotPointer snapshot, int row);

    [[nodiscard]] int row() const { return row_; }
    [[nodiscard]] const text::Token* token(int index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString shown(const text::Token& token, int index, Column column) const;
    [[nodiscard]] QVariant sortKey(const text::Token& token, int index, Column column) const;

    SnapshotPointer snapshot_;
    int row_ = -1;
    bool byteLevel_ = false;
};

} // namespace vitrine::widgets
