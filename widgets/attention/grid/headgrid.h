#pragma once

#include "widgets/attention/grid/gridlayout.h"
#include "widgets/attention/grid/thumbnails.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/access/accessibletable.h"

#include <QAbstractScrollArea>

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::widgets {

class Figure;
struct GridScene;

/// All heads of a picture: layers × heads thumbnails and the mean of each layer, with a badge for a
/// statistic and the letters of pins. Hovering previews a head, a click opens and pins it,
/// Shift + click pins or unpins alone, a double click asks for the stage alone. Arrows move a cursor
/// that previews, Enter is a click, Delete drops the pin. Scrolls where the heads do not fit; the
/// numbers of layers and heads stay in sight.
class HeadGrid final : public QAbstractScrollArea, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit HeadGrid(AttentionState& state, QWidget* parent = nullptr);

    /// The largest thumbnail allowed, by how much room the window has.
    void setMostThumbnail(int pixels);

    /// The height at which nothing scrolls, for a width.
    [[nodiscard]] int heightForAll(int width) const;

    /// The width at which all heads have thumbnails of a size.
    [[nodiscard]] int widthForThumbnails(int pixels) const;

    /// Where the first thumbnail begins.
    [[nodiscard]] int rowHeader() const { return static_cast<int>(layout_.rowHeader()); }

    /// The head shown at a place; sorting permutes the heads of a row. Column heads is the mean.
    [[nodiscard]] std::optional<engine::HeadRef> headAt(int row, int column) const;

    /// Where a head is painted, in viewport coordinates.
    [[nodiscard]] QRect rectOf(engine::HeadRef head) const;

    /// The grid as it is sorted and ranged now, whole, without pointer and cursor.
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

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A double click: the stage alone, or again all.
    void soloRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void takePicture();
    void takeSelection();
    void relayout();
    void sortHeads();
    void preview(const QPoint& cell);
    void activate(const QPoint& cell, Qt::KeyboardModifiers modifiers);
    void moveCursorBy(int columns, int rows);
    [[nodiscard]] QPoint offset() const;
    [[nodiscard]] QPoint placeOf(engine::HeadRef head) const;
    [[nodiscard]] GridLayout::Shape shape() const;
    [[nodiscard]] GridScene scene() const;
    [[nodiscard]] Thumbnails::Settings thumbnailSettings(double pixelRatio) const;

    AttentionState& state_;
    Thumbnails thumbnails_;
    GridLayout layout_;
    std::vector<std::vector<int>> order_; ///< per row: the head shown in each column
    int mostThumbnail_ = 30;
    QPoint cursor_{-1, -1};
    bool cursorShown_ = false;
    QPoint pressed_{-1, -1};
};

} // namespace vitrine::widgets
