#pragma once

#include "widgets/attention/heat/gridraster.h"
#include "widgets/attention/map/maplabels.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/canvas/zoomcanvas.h"
#include "widgets/foundation/paint/colourbar.h"

#include <memory>
#include <optional>

namespace vitrine::widgets {

class ColourBarView;
class CompareState;
class Figure;

/// One of the maps of a comparison, gathered by words: A, B, their difference, or both in one, with
/// its title above and its bar below. The pointer moves in all of them; the owner keeps their
/// viewports in step.
class PairMap final : public ZoomCanvas, public AccessibleTableSource {
    Q_OBJECT

public:
    enum class Side {
        A,
        B,
        Difference, ///< B − A, in the words of A
        Both        ///< each cell cut from corner to corner: A above left, B below right
    };

    PairMap(AttentionState& state, Side side, QWidget* parent = nullptr);
    ~PairMap() override;

    [[nodiscard]] Side side() const { return side_; }
    void setSide(Side side); ///< flicker changes it while it is shown

    [[nodiscard]] QString title() const;
    [[nodiscard]] const ColourBarModel& barModel() const;
    [[nodiscard]] int heightFor(int width, int most) const;
    [[nodiscard]] QRect canvasRect() const override;
    [[nodiscard]] std::unique_ptr<Figure> figure() const;

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override;
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override;
    void moveCursorTo(int row, int column) override;

Q_SIGNALS:
    /// Labels or the number of cells changed.
    void shapeChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void takeComparison();
    void takeHead();
    void placeBar();
    [[nodiscard]] QRectF room(int width, int height) const;
    [[nodiscard]] MapFrame frame() const;
    [[nodiscard]] const Grid* grid() const;
    [[nodiscard]] bool counted() const; ///< in groups of B
    [[nodiscard]] std::optional<std::size_t> shownQuery() const;
    [[nodiscard]] std::optional<std::size_t> shownKey() const;
    void pointAt(const QPoint& cell, bool choose);

    AttentionState& state_;
    CompareState& compare_;
    Side side_;
    ColourBarView* bar_;
    MapLabels labels_;
    QPointF pressedAt_;
};

} // namespace vitrine::widgets
