#pragma once

#include "widgets/training/state/runbook.h"

#include <QAbstractTableModel>

namespace vitrine::widgets {

/// The runs of a book as a table. Owns nothing.
class RunTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Run, State, Step, Rate, Loss, Best, BestStep, Sketch };
    static constexpr int kColumns = static_cast<int>(Column::Sketch) + 1;

    enum class Role {
        Sort = Qt::UserRole, ///< numbers as numbers
        Resumable            ///< bool
    };

    explicit RunTableModel(RunBook& book, QObject* parent = nullptr);

    [[nodiscard]] const RunRecord& record(int row) const { return book_.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString shown(const RunRecord& record, Column column) const;
    [[nodiscard]] QVariant sortKey(const RunRecord& record, Column column) const;
    [[nodiscard]] QString spoken(const RunRecord& record, Column column) const;

    RunBook& book_;
};

} // namespace vitrine::widgets
