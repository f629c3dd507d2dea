#pragma once

#include <QRectF>
#include <QString>
#include <QWidget>

#include <vector>

namespace vitrine::app {

/// One stop of the rail.
struct RailStop {
    std::size_t entry = 0; ///< index into the history
    QString label;
    QString toolTip;

    bool operator==(const RailStop&) const = default;
};

/// Every Trace made, oldest left; a click shows it again without re-running. Painted; the newest
/// stops stay in sight. Arrow keys move, Enter restores.
class HistoryRail final : public QWidget {
    Q_OBJECT

public:
    explicit HistoryRail(QWidget* parent = nullptr);

    void setStops(std::vector<RailStop> stops, int current);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// Where a stop is painted; empty while it is scrolled out. For tests and tool tips.
    [[nodiscard]] QRectF stopRect(int stop) const;

Q_SIGNALS:
    void restoreRequested(std::size_t entry);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void layOut();
    [[nodiscard]] int stopAt(const QPointF& point) const;
    void restore(int stop);

    std::vector<RailStop> stops_;
    std::vector<QRectF> rects_; ///< empty ones do not fit
    int current_ = -1;          ///< position in stops_
    int cursor_ = -1;
    int hovered_ = -1;
};

} // namespace vitrine::app
