#pragma once

#include "widgets/attention/overlay/overlayscene.h"

#include <QPointF>
#include <QRectF>

#include <optional>
#include <vector>

class QPainter;

namespace vitrine::widgets {

/// What stands under an overlay: the class token and its like as chips with their weights and the
/// share on patches; the bar with its rule; the key to the outlines. View and figure paint the same.
class OverlayFoot {
public:
    OverlayFoot(const OverlayScene& scene, double width, const Look& look);

    [[nodiscard]] double height() const { return height_; }

    /// `topLeft` is the foot's corner.
    void paint(QPainter& painter, const QPointF& topLeft, const Look& look) const;

    /// The chip's token at a point relative to the foot's corner.
    [[nodiscard]] std::optional<std::size_t> tokenAt(const QPointF& point) const;
    [[nodiscard]] QRectF chipRect(std::size_t token) const;

private:
    struct Part {
        std::size_t token = 0;
        QString label;
        double weight = 0;
        QRectF chip; ///< relative to the foot
        QRectF track;
    };

    void layOutChips(const Look& look);
    void paintChips(QPainter& painter, const QPointF& topLeft, const Look& look) const;
    void paintBar(QPainter& painter, const QRectF& line, const Look& look) const;
    void paintKey(QPainter& painter, const QRectF& line, const Look& look) const;

    const OverlayScene& scene_;
    double width_;
    double height_ = 0;
    double lineHeight_ = 0;
    double chipLine_ = 0;
    std::vector<Part> parts_;
};

/// "0.233", the highest weight at which colour is full.
[[nodiscard]] QString overlayBarRule(const OverlayScene& scene);

} // namespace vitrine::widgets
