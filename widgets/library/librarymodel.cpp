#include "widgets/library/librarymodel.h"

#include <algorithm>

namespace vitrine::widgets {

LibraryModel::LibraryModel(QObject* parent)
    : QAbstractListModel(parent) {}

void LibraryModel::setItems(const QList<LibraryItem>& items, const QString& chosen) {
    const bool sameShape =
        items.size() == items_.size() &&
        std::equal(items.begin(), items.end(), items_.begin(),
                   [](const LibraryItem& a, const LibraryItem& b) { return a.id == b.id; });
    if (!sameShape) {
        beginResetModel();
        items_ = items;
        chosen_ = chosen;
        endResetModel();
        return;
    }
    if (items == items_ && chosen == chosen_) {
        return;
    }
    items_ = items;
    chosen_ = chosen;
    if (!items_.isEmpty()) {
        Q_EMIT dataChanged(index(0), index(static_cast<int>(items_.size()) - 1));
    }
}

const LibraryItem* LibraryModel::item(const QModelIndex& index) const {
    return index.isValid() && index.row() < items_.size() ? &items_[index.row()] : nullptr;
}

QModelIndex LibraryModel::indexOf(const QString& id) const {
    for (int row = 0; row < items_.size(); ++row) {
        if (items_[row].id == id) {
            return index(row);
        }
    }
    return {};
}

int LibraryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

QVariant LibraryModel::data(const QModelIndex& index, int role) const {
    const LibraryItem* entry = item(index);
    if (entry == nullptr) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return entry->name;
    case Qt::ToolTipRole: return entry->toolTip.toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return entry->id == chosen_ ? tr("%1, %2, chosen").arg(entry->name, entry->note)
                                    : tr("%1, %2").arg(entry->name, entry->note);
    case ItemRole: return QVariant::fromValue(*entry);
    case ChosenRole: return entry->id == chosen_;
    default: return {};
    }
}

bool LibraryModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const LibraryItem* entry = item(index);
    if (role != Qt::EditRole || entry == nullptr) {
        return false;
    }
    Q_EMIT renameRequested(entry->id, value.toString().simplified());
    return true;
}

Qt::ItemFlags LibraryModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return renamable_ && index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

} // namespace vitrine::widgets
