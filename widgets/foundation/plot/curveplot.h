#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/plot/plotdata.h"

#include <QElapsedTimer>
#include <QPoint>
#include <QSharedPointer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QCustomPlot;

namespace vitrine::widgets {

class CrosshairItem;
class MarksItem;
class SeriesPlottable;
class Ticker;
struct Readout;

/// Curves over one x axis: the one user of QCustomPlot. Drag pans, the wheel zooms (with Ctrl: y),
/// Shift-drag brushes, a double click or Home shows all; the same by keys. While `following`, the
/// view grows with the data. Also a table for assistive technology: places along x by series.
/// GUI thread.
class CurvePlot final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

  public:
    explicit CurvePlot(const QString& name, QWidget* parent = nullptr);
    ~CurvePlot() override;

    void setSeries(const std::vector<PlotSeries>& series);
    [[nodiscard]] std::vector<PlotSeries> series() const;

    void setMarks(std::vector<PlotMark> marks);
    void setReference(std::optional<double> value); ///< a dashed line across

    void setAxis(PlotAxis axis); ///< of x; y shows numbers
    [[nodiscard]] PlotAxis axis() const { return axis_; }

    /// "step 5 240 · epoch 2.49" for the read-out; the bare number without it.
    void setPlaceText(std::function<QString(double)> placeText);

    void setSmall(bool isSmall); ///< fewer ticks, and a read-out without details

    void setLogarithmicX(bool logarithmic);
    void setLogarithmicY(bool logarithmic);
    [[nodiscard]] bool logarithmicX() const;
    [[nodiscard]] bool logarithmicY() const;

    void setFollowing(bool following);
    [[nodiscard]] bool following() const { return following_; }

    [[nodiscard]] PlotRange shown() const; ///< of x
    [[nodiscard]] PlotRange shownValues() const;
    void showRange(PlotRange x); ///< ends following; ignored where it is empty or not finite
    void showAll();         ///< and follows again

    /// The sources gained points: repaints soon, and only while visible.
    void dataChanged();

    /// The crosshair, moved by the pointer, by keys, or by a neighbouring chart.
    void setCrosshair(std::optional<double> x);
    [[nodiscard]] std::optional<double> crosshair() const { return crosshair_; }
    [[nodiscard]] Readout readout() const;

    [[nodiscard]] std::optional<PlotRange> brushed() const { return brush_; }
    void setBrush(std::optional<PlotRange> x);

    /// The chart as it is now, holding its own values.
    [[nodiscard]] std::unique_ptr<Figure> figure(const QString& title,
                                                 const QString& caption) const;

    /// Where a place of x and y lies in this widget.
    [[nodiscard]] QPointF pixelOf(double x, double y) const;
    [[nodiscard]] QRect plotRect() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    // AccessibleTableSource
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
    void followingChanged(bool following);
    void logarithmicYChanged(bool logarithmic);
    void crosshairMoved(std::optional<double> x); ///< by pointer or keys, not by setCrosshair
    void brushChanged();
    void replotted(double milliseconds); ///< the curves were drawn anew, and what it took
    void painted();                      ///< what was drawn anew goes to the screen

  protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void build();
    void restyle();
    void refit();
    void fitValues();
    void replotSoon();
    void takeCrosshair(std::optional<double> x);
    void refreshCrosshair();
    void zoomAt(double x, double factor);
    void zoomValues(double y, double factor);
    void panBy(const QPointF& pixels);
    [[nodiscard]] std::optional<PlotRange> reach() const;
    [[nodiscard]] double snappedTo(double x) const;
    [[nodiscard]] double columnWidth() const;
    [[nodiscard]] double placeOfRow(int row) const;
    [[nodiscard]] bool readInto(const PlotSeries& series, QString& value, QString& detail) const;
    [[nodiscard]] bool pressKey(int key);
    void moveCrosshairBy(double share);

    QCustomPlot* plot_;
    MarksItem* marks_;
    CrosshairItem* cross_;
    std::vector<SeriesPlottable*> plottables_;
    QSharedPointer<Ticker> keyTicker_;
    QSharedPointer<Ticker> valueTicker_;
    std::function<QString(double)> placeText_;
    PlotAxis axis_ = PlotAxis::Count;
    std::optional<double> crosshair_;
    std::optional<PlotRange> brush_;
    std::optional<double> brushFrom_;
    QPointF pressed_;
    QElapsedTimer sinceReplot_;
    bool dragging_ = false;
    bool following_ = true;
    bool valuesFollow_ = true; ///< y fits what is shown
    bool small_ = false;
    bool stale_ = true;
    bool queued_ = false;
    bool unpainted_ = false; ///< drawn anew, not on the screen yet
};

} // namespace vitrine::widgets
