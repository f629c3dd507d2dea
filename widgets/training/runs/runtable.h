#pragma once

#include <QWidget>

class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace vitrine::widgets {

class RunBook;
class RunTableModel;
class Words;

/// The runs: filter, table, and what a row is for. Enter or a click brings a run to the front,
/// Space or a click on its line draws it along. GUI thread.
class RunTable final : public QWidget {
    Q_OBJECT

public:
    explicit RunTable(RunBook& book, QWidget* parent = nullptr);

    [[nodiscard]] QTableView& view() const { return *view_; }
    [[nodiscard]] QLineEdit& filter() const { return *filter_; }

    void focusTable();

Q_SIGNALS:
    void resumeRequested(int run); ///< place in the book

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    [[nodiscard]] bool clickLine(const QPoint& at);
    [[nodiscard]] bool pressKey(int key);
    void takeCurrent();
    void takeCount();
    void restyle();
    [[nodiscard]] int runOf(const QModelIndex& index) const;

    RunBook& book_;
    RunTableModel* model_;
    QSortFilterProxyModel* sorted_;
    QTableView* view_;
    QLineEdit* filter_;
    Words* counted_;
    bool taking_ = false;
};

} // namespace vitrine::widgets
