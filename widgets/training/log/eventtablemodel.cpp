#include "widgets/training/log/eventtablemodel.h"

#include "widgets/foundation/paint/words.h"

#include <QDateTime>

#include <algorithm>

namespace vitrine::widgets {

QString textOf(const run::RunMark& mark) {
    const QString text = QString::fromStdString(mark.text);
    const auto with = [&text](const QString& word) {
        return text.isEmpty() ? word : QString(word + u", " + text);
    };
    switch (mark.kind) {
    case run::RunMark::Kind::Checkpoint: return with(EventTableModel::tr("checkpoint"));
    case run::RunMark::Kind::Evaluation: return with(EventTableModel::tr("evaluation"));
    default: return text;
    }
}

void EventTableModel::setRecord(const RunRecord* record) {
    const std::filesystem::path folder =
        record != nullptr ? record->folder : std::filesystem::path();
    std::vector<run::RunMark> marks =
        record != nullptr ? record->history->marks() : std::vector<run::RunMark>();
    // Evaluations are on the curves; here they would push everything else out of sight.
    std::erase_if(marks, [](const run::RunMark& mark) {
        return mark.kind == run::RunMark::Kind::Evaluation;
    });
    std::ranges::reverse(marks);
    if (folder == folder_ && marks == marks_) {
        return;
    }
    beginResetModel();
    folder_ = folder;
    marks_ = std::move(marks);
    endResetModel();
}

int EventTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(marks_.size());
}

int EventTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(
            (column == Column::Step ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    const run::RunMark& mark = marks_[static_cast<std::size_t>(index.row())];
    switch (column) {
    case Column::Step: return countText(mark.step);
    case Column::Time:
        return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(mark.wall * 1000))
            .toString(QStringLiteral("HH:mm:ss"));
    case Column::What: return textOf(mark);
    }
    return {};
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (static_cast<Column>(section)) {
    case Column::Step: return tr("step");
    case Column::Time: return tr("time");
    case Column::What: return tr("what happened");
    }
    return {};
}

} // namespace vitrine::widgets
