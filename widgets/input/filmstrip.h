#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/input/film.h"

#include <QWidget>

namespace vitrine::widgets {

/// The sampled frames of a clip: above, its time line with every frame as a tick and the sampled
/// ones as dots; below, the frames with their number and time, the current one ringed. A click on a
/// frame or a dot, the arrow keys, Home and End choose the current frame. Scrolls sideways where the
/// frames do not fit.
class FilmStrip final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit FilmStrip(QWidget* parent = nullptr);

    void setFilm(Film film);

    /// Another picture for one frame: an overlay that follows the head in front.
    void setPicture(int frame, const QImage& picture);
    void setState(int frame, FilmFrame::State state, const QString& note = {});
    void setCurrent(int frame);

    [[nodiscard]] const Film& film() const { return film_; }

    /// Where a frame's picture is painted, and its dot on the time line; widget coordinates.
    [[nodiscard]] QRectF pictureRect(int frame) const;
    [[nodiscard]] QPointF dot(int frame) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    [[nodiscard]] int tableRows() const override { return film_.frames.empty() ? 0 : 1; }
    [[nodiscard]] int tableColumns() const override;
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override;
    void moveCursorTo(int row, int column) override;

Q_SIGNALS:
    void frameChosen(int frame);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] double pitch() const;
    [[nodiscard]] double contentWidth() const;
    [[nodiscard]] int dotAt(const QPointF& point) const;
    void scrollTo(double offset);
    void reveal(int frame);
    void choose(int frame);
    void paintTimeLine(QPainter& painter) const;
    void paintFrame(QPainter& painter, int frame) const;
    void paintCaption(QPainter& painter, int frame) const;

    Film film_;
    double offset_ = 0;
};

} // namespace vitrine::widgets
