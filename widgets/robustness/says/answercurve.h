#pragma once

#include "core/study/robustness/verdict.h"
#include "core/study/robustness/flipsearch.h"

#include "widgets/foundation/access/accessibletable.h"

#include <QWidget>

#include <map>
#include <memory>
#include <vector>

class QPainter;

namespace vitrine::widgets {

class AnswerProbe;
class Figure;
class Look;

/// Scores along the dial as values: what the curve paints.
struct AnswerScene {
    struct Step {
        double severity = 0;
        double score = 0; ///< of the clean answer, or the cosine to the clean embedding
        double rival = 0; ///< the best other label; NaN without one
    };

    QString title; ///< "P(positive) against severity"
    QString note;  ///< what the lines are
    std::vector<Step> steps;
    std::vector<Step> other; ///< of a second model, dashed
    std::vector<study::FlipSpan> spans;
    double severity = 0;
    double low = 0; ///< of the value axis
    double high = 1;

    /// The step that holds at a severity; null before the first.
    [[nodiscard]] static const Step* at(const std::vector<Step>& steps, double severity);
};

[[nodiscard]] AnswerScene answerScene(const AnswerProbe& probe, const AnswerProbe& other,
                                      double severity);

void paintAnswers(QPainter& painter, const QRectF& area, const AnswerScene& scene,
                  const Look& look);

/// The score of the clean answer against severity, as steps: a text changes where a word is hit.
/// Stretches with another answer are shaded.
class AnswerCurve final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit AnswerCurve(QWidget* parent = nullptr);

    void setScene(AnswerScene scene);
    [[nodiscard]] const AnswerScene& scene() const { return scene_; }
    [[nodiscard]] std::unique_ptr<Figure> figure(const QString& caption) const;

    [[nodiscard]] QSize sizeHint() const override { return {260, 170}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {140, 80}; }

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override { return 2; }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return cursor_; }
    void moveCursorTo(int row, int column) override;

Q_SIGNALS:
    void severityAsked(double severity); ///< a click in the chart

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    AnswerScene scene_;
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
