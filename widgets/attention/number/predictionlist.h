#pragma once

#include "core/engine/trace.h"
#include "widgets/foundation/access/accessibletable.h"

#include <QWidget>

#include <vector>

namespace vitrine::widgets {

/// What a classifier says of the Sample: the first labels with their probabilities as bars.
class PredictionList final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit PredictionList(QWidget* parent = nullptr);

    /// The classification among the answers of a trace; empties the list where there is none.
    void setTrace(const engine::Trace* trace);

    [[nodiscard]] const std::vector<engine::Candidate>& candidates() const { return candidates_; }

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override { return 1; }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return {-1, -1}; }
    void moveCursorTo(int, int) override {}

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<engine::Candidate> candidates_;
};

} // namespace vitrine::widgets
