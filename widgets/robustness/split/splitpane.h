#pragma once

#include <QWidget>

namespace vitrine::widgets {

class RobustnessStudy;
class SplitView;
class Words;

/// How the tokens split: counts in its head, touched words below.
class SplitPane final : public QWidget {
    Q_OBJECT

public:
    explicit SplitPane(RobustnessStudy& study, QWidget* parent = nullptr);

    [[nodiscard]] SplitView& view() const { return *view_; }

private:
    void take();

    RobustnessStudy& study_;
    Words* counts_;
    SplitView* view_;
};

} // namespace vitrine::widgets
