#pragma once

#include "widgets/library/libraryitem.h"

#include <QAbstractListModel>
#include <QList>

namespace vitrine::widgets {

/// Adapts a list of items for a view; it owns no truth. Renaming is asked for, not done.
class LibraryModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { ItemRole = Qt::UserRole, ChosenRole };

    explicit LibraryModel(QObject* parent = nullptr);

    void setItems(const QList<LibraryItem>& items, const QString& chosen);
    [[nodiscard]] const LibraryItem* item(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const QString& id) const;
    void setRenamable(bool renamable) { renamable_ = renamable; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void renameRequested(const QString& id, const QString& name);

private:
    QList<LibraryItem> items_;
    QString chosen_;
    bool renamable_ = false;
};

} // namespace vitrine::widgets

Q_DECLARE_METATYPE(vitrine::widgets::LibraryItem)
