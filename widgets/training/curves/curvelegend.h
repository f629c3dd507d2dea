#pragma once

#include "widgets/training/state/runbook.h"

#include <QWidget>

namespace vitrine::widgets {

/// Beside the main chart: which line is which run, and what the marks mean.
class CurveLegend final : public QWidget {
    Q_OBJECT

public:
    explicit CurveLegend(RunBook& book, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void describe();

    RunBook& book_;
};

} // namespace vitrine::widgets
