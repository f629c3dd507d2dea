#pragma once

#include "core/study/robustness/flipsearch.h"

#include <QWidget>

#include <vector>

namespace vitrine::widgets {

/// The severity from 0 to 5: a track with a handle, an amber triangle at every flip, and every span
/// with another answer hatched amber under the track. Arrows move by 0.1, Page keys by 1, F goes to
/// the next flip. A range control to assistive technology.
class SeverityDial final : public QWidget {
    Q_OBJECT

public:
    explicit SeverityDial(QWidget* parent = nullptr);

    [[nodiscard]] double severity() const { return severity_; }
    void setSeverity(double severity);

    void setSpans(const std::vector<study::FlipSpan>& spans);

    /// Where a severity is on the track; what stands at a point.
    [[nodiscard]] double xOf(double severity) const;
    [[nodiscard]] double severityAtX(double x) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// By pointer or keys, not by setSeverity.
    void severityMoved(double severity);
    void flipAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Mark {
        double severity;
        QString words;
    };
    [[nodiscard]] std::vector<Mark> marks() const;
    void drag(const QPointF& point);
    void paintTrack(QPainter& painter) const;
    void paintFlips(QPainter& painter) const;
    void paintHandle(QPainter& painter) const;
    void describe();

    double severity_ = 0;
    std::vector<study::FlipSpan> spans_;
};

/// "answer differs on 1.95–4.75", "… from 3.1 on"; empty for no spans.
[[nodiscard]] QString spansWords(const std::vector<study::FlipSpan>& spans);

/// "2.4", "1.95": no zeros behind.
[[nodiscard]] QString severityText(double severity);

} // namespace vitrine::widgets
