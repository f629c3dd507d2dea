#pragma once

#include "widgets/foundation/canvas/viewport.h"

#include <QPointF>
#include <QRect>
#include <QWidget>

namespace vitrine::widgets {

/// Base of painted views that zoom and pan: wheel zooms about the pointer, the middle button or
/// Ctrl + left button drags, `+` `-` and Ctrl+0 zoom by keys, two fingers pinch and scroll. The
/// content lies in `canvasRect()`; labels and rulers go around it. Subclasses paint with
/// `viewport()`, call the base in every event handler they override, and do nothing themselves
/// while `dragging()`.
class ZoomCanvas : public QWidget {
    Q_OBJECT

  public:
    explicit ZoomCanvas(QWidget* parent = nullptr);

    [[nodiscard]] const Viewport& viewport() const { return viewport_; }

    void setContentSize(const QSizeF& items);
    void setMostScale(double pixelsPerItem);

    /// Shows the whole content.
    void fit();
    void zoomAt(const QPointF& point, double factor); ///< `point` in widget coordinates
    void reveal(const QRectF& items);
    void setViewport(const Viewport& viewport); ///< to move in step with another canvas

    /// Item coordinates of a widget point and the other way.
    [[nodiscard]] QPointF itemAt(const QPointF& point) const;
    [[nodiscard]] QPointF pointOf(const QPointF& item) const;
    [[nodiscard]] QRectF rectOf(const QRectF& items) const;

    /// The part of the widget that shows the content; the whole of it unless overridden.
    [[nodiscard]] virtual QRect canvasRect() const;

  Q_SIGNALS:
    void viewportChanged(const vitrine::widgets::Viewport& viewport);

  protected:
    bool event(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

    /// Whether the content is being moved: then a release is no click. Ask before calling the base.
    [[nodiscard]] bool dragging() const { return dragging_; }

    /// To be called when `canvasRect()` changed without a resize.
    void refreshCanvas();

  private:
    template <class Change> void change(Change&& change);

    Viewport viewport_;
    QPointF dragFrom_;
    bool grabbed_ = false;
    bool dragging_ = false;
};

} // namespace vitrine::widgets
