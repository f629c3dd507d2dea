#pragma once

#include <QRectF>
#include <QStyledItemDelegate>

namespace vitrine::widgets {

/// Draws a row of the run table: line sample, name, state, numbers, the loss as a sparkline, and
/// Resume where a run can be.
class RunDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Where Resume stands in a cell of the last column; where the line sample does in the first.
    [[nodiscard]] static QRectF resumeRect(const QRectF& cell, const QWidget* view);
    [[nodiscard]] static QRectF sampleRect(const QRectF& cell);

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

Q_SIGNALS:
    void resumeClicked(const QModelIndex& index);
};

} // namespace vitrine::widgets
