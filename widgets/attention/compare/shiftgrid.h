#pragma once

#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/colour/colourscale.h"

#include <QWidget>

#include <memory>

namespace vitrine::widgets {

class CompareState;
class Figure;
class Look;

/// How far every head moved between two pictures: layers × heads, the Jensen–Shannon divergence
/// ÷ ln 2 in each cell. The colours end at the largest, the full scale is 1; both are printed. A
/// click opens the head.
class ShiftGrid final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit ShiftGrid(AttentionState& state, QWidget* parent = nullptr);

    [[nodiscard]] std::unique_ptr<Figure> figure() const;

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override;
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return cursor_; }
    void moveCursorTo(int row, int column) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void open(const QPoint& cell);

    AttentionState& state_;
    CompareState& compare_;
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
