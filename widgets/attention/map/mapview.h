#pragma once

#include "widgets/attention/map/maplabels.h"
#include "widgets/attention/map/mapraster.h"
#include "widgets/attention/map/readout.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/canvas/zoomcanvas.h"
#include "widgets/foundation/paint/colourbar.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::widgets {

class ColourBarView;
class Figure;

/// One head's map: cells, labels, colour bar, crosshair and the card beside it. Hovering reads one
/// row, recomputed; a click pins the cell; a click on a label chooses its row. Arrows move the cell
/// cursor, Enter pins; the wheel zooms about the pointer, Ctrl + drag pans.
class MapView final : public ZoomCanvas, public AccessibleTableSource {
    Q_OBJECT

public:
    MapView(AttentionState& state, MapSource& source, QWidget* parent = nullptr);
    ~MapView() override;

    /// The height that labels, map and bar take in a width, `most` at most.
    [[nodiscard]] int heightFor(int width, int most) const;

    /// Where under the map the row profile may begin: below the canvas and left of the bar's words.
    [[nodiscard]] int profileTop() const;

    [[nodiscard]] QRect canvasRect() const override;
    [[nodiscard]] MapFrame frame() const;

    /// What the bar beside the map says.
    [[nodiscard]] const ColourBarModel& barModel() const;
    [[nodiscard]] const ValueRange& range() const { return range_; }

    /// How many cells in sight are clipped by the range; −1 where that is not known (tiles).
    [[nodiscard]] int clippedCells() const;

    /// The card for the cell pointed at or chosen; none without a cell.
    [[nodiscard]] std::optional<ReadOut> readOut() const;

    /// Whether all in sight is painted from the map, not from the thumbnail.
    [[nodiscard]] bool complete() const { return complete_; }

    /// The map as it is ranged now, whole, without pointer. Null without a picture.
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
    /// Canvas, viewport or range changed: what stands beside the map follows.
    void frameChanged();

    /// The map's shape or labels changed: heightFor answers differently.
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
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Place {
        std::optional<std::size_t> query;
        std::optional<std::size_t> key;
    };

    void takePicture();
    void takeShown();
    void updateRange();
    void placeBar();
    void relabel();
    [[nodiscard]] QRectF room(int width, int height) const;
    [[nodiscard]] double barWidth() const;
    [[nodiscard]] Place placeAt(const QPointF& point) const;
    [[nodiscard]] ColourMap colourMap() const;
    [[nodiscard]] MapColours colours() const;
    [[nodiscard]] std::span<const float> weights(std::size_t query) const;
    void hoverPlace(const Place& place);
    void moveCursorBy(int columns, int rows);
    void paintCells(QPainter& painter, const MapFrame& frame);
    void paintCard(QPainter& painter, const MapFrame& frame) const;

    AttentionState& state_;
    MapSource& source_;
    ColourBarView* bar_;
    std::optional<engine::HeadRef> head_; ///< what is painted: previewed or selected
    MapLabels labels_;
    ValueRange range_;
    QImage raster_;
    bool complete_ = true;
    bool keyboardCursor_ = false;
    QPointF pressedAt_;
    mutable std::map<std::size_t, std::vector<float>> rows_;
};

} // namespace vitrine::widgets
