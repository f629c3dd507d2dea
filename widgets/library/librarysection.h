#pragma once

#include "widgets/library/libraryitem.h"

#include <QList>
#include <QWidget>

class QListView;
class QToolButton;

namespace vitrine::widgets {

class LibraryModel;
class SectionHead;

/// One section of the library: its head with "+", its rows, as high as they need. A click or Enter
/// chooses; F2 renames where that is possible; Delete asks to remove.
class LibrarySection final : public QWidget {
    Q_OBJECT

public:
    /// `addName` is what "+" does: "Open a model folder"; empty: there is no "+".
    LibrarySection(const QString& title, const QString& addName, QWidget* parent = nullptr);

    void setItems(const QList<LibraryItem>& items, const QString& chosen);
    void setRenamable(bool renamable);
    void editName(const QString& id);

    [[nodiscard]] QListView& view() const { return *view_; }

Q_SIGNALS:
    void chosen(const QString& id);
    void addRequested();
    void removeRequested(const QString& id);
    void renameRequested(const QString& id, const QString& name);
    void menuRequested(const QString& id, const QPoint& globalPosition);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitHeight();
    void choose(const QModelIndex& index);

    SectionHead* head_;
    QToolButton* add_;
    QListView* view_;
    LibraryModel* model_;
};

} // namespace vitrine::widgets
