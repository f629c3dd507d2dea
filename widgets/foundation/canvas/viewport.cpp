#include "widgets/foundation/canvas/viewport.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

// A content that is smaller than the view sits at its corner: labels stand beside it.
double clampedOrigin(double origin, double content, double visible) {
    return visible >= content ? 0 : std::clamp(origin, 0.0, content - visible);
}

double shiftInto(double origin, double visible, double begin, double end) {
    if (begin < origin || end - begin > visible) {
        return begin;
    }
    return end > origin + visible ? end - visible : origin;
}

} // namespace

Viewport::Viewport(const QSizeF& content, const QSizeF& view) : content_(content), view_(view) {
    fit();
}

double Viewport::fitScale() const {
    if (content_.isEmpty()) {
        return 1;
    }
    return std::min(view_.width() / content_.width(), view_.height() / content_.height());
}

bool Viewport::fitted() const {
    return scale_ <= fitScale() * (1 + 1e-9);
}

QPointF Viewport::toItem(const QPointF& point) const {
    return origin_ + point / scale_;
}

QPointF Viewport::toView(const QPointF& item) const {
    return (item - origin_) * scale_;
}

QRectF Viewport::toView(const QRectF& items) const {
    return {toView(items.topLeft()), items.size() * scale_};
}

QRectF Viewport::visibleItems() const {
    return QRectF(origin_, view_ / scale_).intersected(QRectF(QPointF(), content_));
}

void Viewport::setContent(const QSizeF& content) {
    content_ = content;
    fit();
}

void Viewport::setView(const QSizeF& view) {
    const bool stayFitted = fitted();
    const QPointF middle = toItem(QPointF(view_.width() / 2, view_.height() / 2));
    view_ = view;
    if (stayFitted) {
        fit();
        return;
    }
    origin_ = middle - QPointF(view_.width() / 2, view_.height() / 2) / scale_;
    clamp();
}

void Viewport::setMostScale(double scale) {
    mostScale_ = scale;
    clamp();
}

void Viewport::fit() {
    scale_ = fitScale();
    origin_ = {};
    clamp();
}

void Viewport::zoomAt(const QPointF& point, double factor) {
    const QPointF item = toItem(point);
    const double least = std::min(fitScale(), mostScale_);
    scale_ = std::clamp(scale_ * factor, least, mostScale_);
    origin_ = item - point / scale_;
    clamp();
}

void Viewport::pan(const QPointF& delta) {
    origin_ -= delta / scale_;
    clamp();
}

void Viewport::reveal(const QRectF& items) {
    const QSizeF visible = view_ / scale_;
    origin_.setX(shiftInto(origin_.x(), visible.width(), items.left(), items.right()));
    origin_.setY(shiftInto(origin_.y(), visible.height(), items.top(), items.bottom()));
    clamp();
}

void Viewport::clamp() {
    scale_ = std::min(scale_, mostScale_);
    if (!(scale_ > 0)) {
        scale_ = 1; // an empty view, before the first layout
    }
    origin_.setX(clampedOrigin(origin_.x(), content_.width(), view_.width() / scale_));
    origin_.setY(clampedOrigin(origin_.y(), content_.height(), view_.height() / scale_));
}

double snapped(double coordinate, double devicePixelRatio) {
    return std::round(coordinate * devicePixelRatio) / devicePixelRatio;
}

QRectF snapped(const QRectF& rectangle, double devicePixelRatio) {
    const QPointF corner(snapped(rectangle.left(), devicePixelRatio),
                         snapped(rectangle.top(), devicePixelRatio));
    return {corner, QPointF(snapped(rectangle.right(), devicePixelRatio),
                            snapped(rectangle.bottom(), devicePixelRatio))};
}

} // namespace vitrine::widgets
