#pragma once

#include <QWidget>

namespace vitrine::widgets {
class AttentionState;
class PairMap;
class PairRows;
class Words;
}

namespace vitrine::app {

/// Two sentences beside a lesson: A and B of the open head, or A and their difference, and below
/// them the row of the word in both.
class LessonCompare final : public QWidget {
    Q_OBJECT

public:
    explicit LessonCompare(widgets::AttentionState& state, QWidget* parent = nullptr);

    [[nodiscard]] widgets::PairMap& a() const { return *a_; }
    [[nodiscard]] widgets::PairMap& b() const { return *b_; }

    [[nodiscard]] bool differenceShown() const;
    void setDifferenceShown(bool shown);

Q_SIGNALS:
    void differenceChanged(bool shown);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    widgets::AttentionState& state_;
    widgets::PairMap* a_;
    widgets::PairMap* b_;
    widgets::Words* title_;
    widgets::Words* note_;
    widgets::PairRows* rows_;
};

} // namespace vitrine::app
