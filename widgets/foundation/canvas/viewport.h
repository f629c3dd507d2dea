#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace vitrine::widgets {

/// Zoom and pan as a value: items of size `content` (cells, patches) seen through a view. The scale
/// is logical pixels per item unit, the same in both directions, so that cells stay square.
class Viewport {
  public:
    Viewport() = default;
    Viewport(const QSizeF& content, const QSizeF& view);

    [[nodiscard]] const QSizeF& content() const { return content_; }

    [[nodiscard]] const QSizeF& view() const { return view_; }

    [[nodiscard]] double scale() const { return scale_; }

    [[nodiscard]] const QPointF& origin() const {
        return origin_;
    } ///< item point at the view's corner

    [[nodiscard]] double fitScale() const; ///< where the whole content just fits

    [[nodiscard]] double mostScale() const { return mostScale_; }

    [[nodiscard]] bool fitted() const; ///< whether the whole content is in view

    [[nodiscard]] QPointF toItem(const QPointF& point) const;
    [[nodiscard]] QPointF toView(const QPointF& item) const;
    [[nodiscard]] QRectF toView(const QRectF& items) const;
    [[nodiscard]] QRectF visibleItems() const; ///< clipped to the content

    void setContent(const QSizeF& content); ///< fits
    void setView(const QSizeF& view);       ///< stays fitted if it was, else keeps the middle
    void setMostScale(double scale);        ///< pixels per unit at the closest, 64 by default

    void fit();

    /// Zooms by a factor with the item under `point` staying there, as far as the limits allow.
    void zoomAt(const QPointF& point, double factor);

    /// Moves the content by pixels: positive shows what lies left and above.
    void pan(const QPointF& delta);

    /// Moves by the least amount that brings the items into view.
    void reveal(const QRectF& items);

    bool operator==(const Viewport&) const = default;

  private:
    void clamp();

    QSizeF content_{1, 1};
    QSizeF view_{1, 1};
    QPointF origin_;
    double scale_ = 1;
    double mostScale_ = 64;
};

/// A rectangle with its edges on whole device pixels.
[[nodiscard]] QRectF snapped(const QRectF& rectangle, double devicePixelRatio);

/// The place nearest to `coordinate` on a whole device pixel.
[[nodiscard]] double snapped(double coordinate, double devicePixelRatio);

} // namespace vitrine::widgets
