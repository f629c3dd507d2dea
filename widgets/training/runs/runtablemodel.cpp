#include "widgets/training/runs/runtablemodel.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/training/state/runfacts.h"

#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kSketch = 72;

std::optional<double> valueOf(const RunRecord& record, RunTableModel::Column column) {
    using Column = RunTableModel::Column;
    switch (column) {
    case Column::Step: return static_cast<double>(record.step());
    case Column::Rate: {
        const Json* rate = memberAt(record.config.resolved, "optimizer.lr");
        return rate != nullptr && rate->isNumber() ? std::optional(rate->number()) : std::nullopt;
    }
    case Column::Loss: return record.last("train/loss");
    case Column::Best: {
        const auto best = record.best();
        return best ? std::optional(best->value) : std::nullopt;
    }
    case Column::BestStep: {
        const auto best = record.best();
        return best ? std::optional(static_cast<double>(best->step)) : std::nullopt;
    }
    case Column::Run:
    case Column::State:
    case Column::Sketch: break;
    }
    return {};
}

bool isNumber(RunTableModel::Column column) {
    return column >= RunTableModel::Column::Step && column <= RunTableModel::Column::BestStep;
}

} // namespace

RunTableModel::RunTableModel(RunBook& book, QObject* parent)
    : QAbstractTableModel(parent)
    , book_(book) {
    connect(&book, &RunBook::runAboutToBeAdded, this,
            [this](int row) { beginInsertRows({}, row, row); });
    connect(&book, &RunBook::runAdded, this, [this] { endInsertRows(); });
    connect(&book, &RunBook::runChanged, this, [this](int row) {
        Q_EMIT dataChanged(index(row, 0), index(row, kColumns - 1));
    });
    connect(&book, &RunBook::shownChanged, this, [this] {
        if (book_.count() > 0) {
            Q_EMIT dataChanged(index(0, 0), index(book_.count() - 1, kColumns - 1));
        }
    });
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : book_.count();
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString RunTableModel::shown(const RunRecord& record, Column column) const {
    if (column == Column::Run) {
        return record.name();
    }
    if (column == Column::State) {
        return record.stateText();
    }
    const std::optional<double> value = valueOf(record, column);
    if (!value) {
        return isNumber(column) ? QStringLiteral("–") : QString();
    }
    if (column == Column::Step || column == Column::BestStep) {
        return countText(std::llround(*value));
    }
    return column == Column::Rate ? settingText(*value) : hoverText(*value);
}

QVariant RunTableModel::sortKey(const RunRecord& record, Column column) const {
    if (isNumber(column)) {
        return valueOf(record, column).value_or(std::nan(""));
    }
    return column == Column::Sketch ? record.name() : shown(record, column);
}

QString RunTableModel::spoken(const RunRecord& record, Column column) const {
    if (column == Column::Run) {
        return record.shown ? tr("%1, drawn").arg(record.name()) : record.name();
    }
    if (column == Column::Sketch) {
        const std::vector<double> values = record.sketch(kSketch);
        return values.size() < 2
                   ? tr("no loss yet")
                   : tr("loss from %1 to %2").arg(hoverText(values.front()),
                                                  hoverText(values.back()));
    }
    return shown(record, column);
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const RunRecord& record = book_.at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole: return shown(record, column);
    case Qt::AccessibleTextRole: return spoken(record, column);
    case Qt::CheckStateRole:
        return column == Column::Run
                   ? QVariant(record.shown ? Qt::Checked : Qt::Unchecked)
                   : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(
            (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::ToolTipRole:
        return record.problem ? QString::fromStdString(record.problem->text())
                              : QString::fromStdString(record.folder.string());
    case static_cast<int>(Role::Sort): return sortKey(record, column);
    case static_cast<int>(Role::Resumable): return record.resumable();
    default: return {};
    }
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || index.column() != 0 ||
        !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return false;
    }
    book_.setShown(index.row(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    const Qt::ItemFlags plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return index.column() == 0 ? plain | Qt::ItemIsUserCheckable : plain;
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(
            (isNumber(static_cast<Column>(section)) ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (static_cast<Column>(section)) {
    case Column::Run: return tr("run");
    case Column::State: return tr("state");
    case Column::Step: return tr("step");
    case Column::Rate: return tr("lr");
    case Column::Loss: return tr("loss");
    case Column::Best: return tr("best");
    case Column::BestStep: return tr("at step");
    case Column::Sketch: return tr("loss");
    }
    return {};
}

} // namespace vitrine::widgets
