#pragma once

#include "core/base/axis.h"

#include <QString>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QTableView;
class QToolButton;

namespace vitrine::widgets {

class TokenFilter;
class TokenStudy;
class TokenTableModel;
class Words;

/// The token records of one tokenizer as a table: sort by a click on the head, search, filter by
/// kind, copy ids. Its selection is the lab's.
class TokenTable final : public QWidget {
    Q_OBJECT

public:
    explicit TokenTable(TokenStudy& study, QWidget* parent = nullptr);

    /// Ids of the selected rows, of all rows that are shown where at most one is selected, in the
    /// order shown: "101, 4895".
    [[nodiscard]] QString ids() const;
    void copyIds() const;

    [[nodiscard]] QTableView* view() const { return view_; }
    [[nodiscard]] QLineEdit* search() const { return search_; }
    [[nodiscard]] QComboBox* tokenizer() const { return tokenizer_; }
    [[nodiscard]] QComboBox* kinds() const { return kinds_; }
    [[nodiscard]] QToolButton* copyButton() const { return copy_; }

Q_SIGNALS:
    void sourceSelected(vitrine::Span source);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeBar();
    void wireBar();
    void takeSnapshot();
    void takeCurrent();
    void takeViewCurrent(int row);
    void restyle();

    TokenStudy& study_;
    TokenTableModel* model_;
    TokenFilter* filter_;
    QTableView* view_;
    QComboBox* tokenizer_;
    QComboBox* kinds_;
    QLineEdit* search_;
    QToolButton* copy_;
    Words* shown_;
    bool following_ = false;
};

} // namespace vitrine::widgets
