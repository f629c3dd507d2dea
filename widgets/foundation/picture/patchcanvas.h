#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/canvas/zoomcanvas.h"
#include "widgets/foundation/picture/displaypicture.h"
#include "widgets/foundation/picture/patchgrid.h"

#include <memory>
#include <optional>

namespace vitrine::widgets {

/// A picture, fitted into its room, with the patches that a model cuts it into. Zooms and pans as
/// all canvases do; points at patches by pointer and by arrow keys, Enter is a click. Without
/// patches it shows the picture alone. Subclasses paint over it or in place of it.
class PatchCanvas : public ZoomCanvas, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit PatchCanvas(QWidget* parent = nullptr);

    void setPicture(std::shared_ptr<const Image> image);
    void setPatches(PatchGrid patches);

    [[nodiscard]] const DisplayPicture& picture() const { return picture_; }
    [[nodiscard]] const PatchGrid& patches() const { return patches_; }

    /// The patch pointed at by pointer or keys: a token index.
    [[nodiscard]] std::optional<std::size_t> hovered() const { return hovered_; }

    /// Where a patch is on screen, on whole device pixels.
    [[nodiscard]] QRectF patchRect(std::size_t token) const;

    [[nodiscard]] QRect canvasRect() const override;
    [[nodiscard]] QSize sizeHint() const override;

    [[nodiscard]] int tableRows() const override { return patches_.rows(); }
    [[nodiscard]] int tableColumns() const override { return patches_.columns(); }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override;
    void moveCursorTo(int row, int column) override;

Q_SIGNALS:
    /// The patch pointed at; −1 for none.
    void patchHovered(int token);
    void patchClicked(int token, Qt::KeyboardModifiers modifiers);

protected:
    /// What the canvas may take of the widget; all of it unless overridden.
    [[nodiscard]] virtual QRectF room() const;

    /// What a patch says when it is spoken, after its row and column.
    [[nodiscard]] virtual QString patchText(std::size_t token) const;

    /// The picture as it is seen now, in device pixels of the canvas.
    [[nodiscard]] QImage seen() const;

    void setHovered(std::optional<std::size_t> token, bool byKeyboard);
    [[nodiscard]] std::optional<std::size_t> patchAt(const QPointF& point) const;

    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void moveCursorBy(int columns, int rows);

    DisplayPicture picture_;
    PatchGrid patches_;
    std::optional<std::size_t> hovered_;
    bool byKeyboard_ = false;
    QPointF pressedAt_;
};

} // namespace vitrine::widgets
