#pragma once

#include <QWidget>

namespace vitrine::widgets {

class RecipeDraft;

/// The course of the learning rate that a recipe asks for. Where it counts epochs, the number of
/// updates is not known before the data are: then the shape alone is drawn.
class ScheduleView final : public QWidget {
    Q_OBJECT

public:
    explicit ScheduleView(RecipeDraft& draft, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void take();

    RecipeDraft& draft_;
};

} // namespace vitrine::widgets
