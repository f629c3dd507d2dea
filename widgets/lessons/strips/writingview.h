#pragma once

#include "widgets/foundation/access/accessibletable.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace vitrine::widgets {

/// One turn of writing: what was read last, what came, and what else might have.
struct WritingStep {
    struct Choice {
        QString piece;
        double probability = 0; ///< under the model
    };

    QString after; ///< the token that the decoder read last
    Choice chosen;
    std::vector<Choice> others; ///< most probable first, without the chosen one
};

/// A text as it was written, a line a token: the probability of what was chosen as a bar, and what
/// came next in the order. GUI thread.
class WritingView final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit WritingView(QWidget* parent = nullptr);

    void setSteps(std::vector<WritingStep> steps);

    [[nodiscard]] const std::vector<WritingStep>& steps() const { return steps_; }

    // Columns: what was written with its probability, and what else.
    [[nodiscard]] int tableRows() const override { return static_cast<int>(steps_.size()); }

    [[nodiscard]] int tableColumns() const override { return 2; }

    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;

    [[nodiscard]] QPoint cursorCell() const override { return cursor_; }

    void moveCursorTo(int row, int column) override;

    [[nodiscard]] QSize sizeHint() const override { return {720, 480}; }

    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 160}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Columns {
        double after = 0;
        double chosen = 0;
        double bar = 0;
        double barWidth = 0;
        double number = 0;
        double others = 0;
        double line = 0;
    };

    [[nodiscard]] Columns columns() const;
    [[nodiscard]] double linesTop() const;
    void paintHeads(class QPainter& painter, const Columns& at) const;
    void paintStep(QPainter& painter, const Columns& at, const WritingStep& step, double top) const;

    std::vector<WritingStep> steps_;
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
