#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/tokens/study/snapshot.h"

#include <QWidget>

namespace vitrine::widgets {

/// "This text": pieces, pieces per word and bytes per piece for each tokenizer.
class CompareTable final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit CompareTable(QWidget* parent = nullptr);

    void setSnapshot(SnapshotPointer snapshot, int currentRow);

    [[nodiscard]] QString valueText(int row, int column) const; ///< column 0 is the name

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

    int tableRows() const override;
    int tableColumns() const override { return 4; }
    QString rowLabel(int row) const override { return valueText(row, 0); }
    QString columnLabel(int column) const override;
    QString cellText(int row, int column) const override;
    QRect cellRect(int row, int column) const override;
    QPoint cellAt(const QPoint& point) const override;
    QPoint cursorCell() const override { return {-1, -1}; }
    void moveCursorTo(int, int) override {}

Q_SIGNALS:
    void rowChosen(int row);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int headHeight() const;
    [[nodiscard]] QString headOf(int column) const;
    [[nodiscard]] int numberWidth(int column) const;

    SnapshotPointer snapshot_;
    int currentRow_ = 0;
};

} // namespace vitrine::widgets
