#pragma once

#include <QSize>
#include <QSizeF>
#include <QString>

class QPainter;

namespace vitrine::widgets {

class Look;

/// A picture that can be painted anywhere: on screen, PNG, SVG, PDF, clipboard. Views offer
/// themselves as a Figure holding values of their own, so that an export is not disturbed by what
/// happens in the window.
class Figure {
  public:
    virtual ~Figure() = default;

    /// Logical pixels the picture wants at 100 %, and the least at which nothing is cut.
    [[nodiscard]] virtual QSize naturalSize() const = 0;

    [[nodiscard]] virtual QSize leastSize() const { return naturalSize(); }

    /// Paints into 0, 0 … size in logical pixels. Text must be drawn as text. Maps up to 64 × 64
    /// cells as rectangles, larger ones as a bitmap enlarged by a whole factor (paintHeat does
    /// both).
    virtual void paint(QPainter& painter, const QSizeF& size, const Look& look) const = 0;

    /// Model, tower.layer.site, head, method, range rule …; the program version is added.
    [[nodiscard]] virtual QString caption() const = 0;

    /// A short name for title elements and file names: "MiniLM-L6 text.3.self head 1".
    [[nodiscard]] virtual QString title() const = 0;
};

} // namespace vitrine::widgets
