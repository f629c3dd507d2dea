#pragma once

#include "widgets/attention/lens/quadrantmass.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/access/accessibletable.h"

#include <QWidget>

#include <array>
#include <optional>

namespace vitrine::widgets {

/// Class token and patches as a 2 × 2 of queries and keys, each with its share of the attention of
/// the head in front. A click (or Enter) makes a quadrant the filter of overlay, thumbnails and map;
/// again takes the filter away.
class QuadrantLens final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit QuadrantLens(AttentionState& state, QWidget* parent = nullptr);

    [[nodiscard]] const std::optional<QuadrantMass>& mass() const { return mass_; }

    [[nodiscard]] int tableRows() const override { return mass_ ? 2 : 0; }
    [[nodiscard]] int tableColumns() const override { return mass_ ? 2 : 0; }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return cursor_; }
    void moveCursorTo(int row, int column) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void takeShown();
    void choose(const QPoint& cell);
    [[nodiscard]] QString nameOf(Quadrant quadrant) const;
    void paintCell(QPainter& painter, int row, int column) const;

    AttentionState& state_;
    std::optional<QuadrantMass> mass_;
    std::optional<engine::HeadRef> head_;
    const study::TracePicture* of_ = nullptr; ///< whose mass it is; never followed
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
