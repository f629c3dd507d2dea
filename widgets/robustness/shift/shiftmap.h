#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/robustness/state/readouts.h"

#include <QWidget>

#include <memory>

class QPainter;

namespace vitrine::widgets {

class Figure;
class Look;

/// Where the cells of a layers × heads grid lie in a room, its bar below.
struct ShiftCells {
    ShiftCells(const Grid& shifts, const QSizeF& room, const Look& look);

    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
    double bottom = 0;

    [[nodiscard]] QRectF cell(int layer, int head) const;
};

/// Jensen–Shannon ÷ ln 2 per layer and head, colours fixed to 0 … 1, square root. `selected` is
/// (head, layer), or (−1, −1).
void paintShiftCells(QPainter& painter, const QSizeF& room, const Grid& shifts,
                     const QPoint& selected, const Look& look);

/// How far every head moved; a click or Return chooses the head whose maps are shown.
class ShiftMap final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit ShiftMap(QWidget* parent = nullptr);

    void setReadOuts(std::shared_ptr<const ReadOuts> readOuts);
    void setSelected(int layer, int head);
    [[nodiscard]] std::unique_ptr<Figure> figure(const QString& caption) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 110}; }

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override;
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return selected_; }
    void moveCursorTo(int row, int column) override;

Q_SIGNALS:
    void headChosen(int layer, int head);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] const Grid& shifts() const;

    std::shared_ptr<const ReadOuts> readOuts_;
    QPoint selected_{-1, -1};
};

} // namespace vitrine::widgets
