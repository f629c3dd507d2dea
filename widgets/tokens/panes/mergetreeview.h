#pragma once

#include "core/text/stages.h"
#include "widgets/foundation/access/accessibletable.h"
#include "widgets/tokens/panes/mergetreelayout.h"

#include <QRectF>
#include <QWidget>

#include <cstddef>
#include <vector>

namespace vitrine::widgets {

/// The merge tree of a word: bytes below, merges above them with their rank, the tokens filled.
/// Shows the state after any number of merges.
class MergeTreeView final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit MergeTreeView(QWidget* parent = nullptr);

    void setTree(const text::MergeTree& tree); ///< with all merges made
    void clear();

    [[nodiscard]] const text::MergeTree& tree() const { return tree_; }
    [[nodiscard]] std::size_t merges() const { return mergesOf(tree_); }
    [[nodiscard]] std::size_t merged() const { return merged_; }
    void setMerged(std::size_t merges);

    /// The box of a node, whether it is shown yet or not.
    [[nodiscard]] QRectF nodeRect(std::size_t node) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    int tableRows() const override;
    int tableColumns() const override { return 1; }
    QString rowLabel(int row) const override;
    QString columnLabel(int column) const override;
    QString cellText(int row, int column) const override;
    QRect cellRect(int row, int column) const override;
    QPoint cellAt(const QPoint& point) const override;
    QPoint cursorCell() const override { return {-1, -1}; }
    void moveCursorTo(int, int) override {}

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] double leafPitch() const;
    [[nodiscard]] double levelPitch() const;
    [[nodiscard]] QPointF middleOf(std::size_t node) const;
    void paintLines(QPainter& painter) const;
    void paintNode(QPainter& painter, std::size_t node, bool standing) const;

    text::MergeTree tree_;
    std::vector<PlacedNode> places_;
    std::size_t merged_ = 0;
};

} // namespace vitrine::widgets
