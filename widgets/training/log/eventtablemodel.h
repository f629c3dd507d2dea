#pragma once

#include "widgets/training/state/runrecord.h"

#include <QAbstractTableModel>

namespace vitrine::widgets {

/// What happened in a run besides numbers: checkpoints, changes, notes, faults; newest first.
class EventTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column { Step, Time, What };
    static constexpr int kColumns = static_cast<int>(Column::What) + 1;

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes the marks as they are now; nullptr: none.
    void setRecord(const RunRecord* record);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<run::RunMark> marks_;
    std::filesystem::path folder_;
};

/// A mark in words of the window: "checkpoint, best".
[[nodiscard]] QString textOf(const run::RunMark& mark);

} // namespace vitrine::widgets
