#pragma once

#include "core/text/stages.h"

#include <QTimer>
#include <QWidget>

class QScrollArea;
class QSlider;

namespace vitrine::widgets {

class MergeTreeView;
class Words;

/// The merge tree with the slider that replays its merges.
class MergePane final : public QWidget {
    Q_OBJECT

public:
    explicit MergePane(QWidget* parent = nullptr);

    void setTree(const text::MergeTree& tree);

    /// Nothing to show, and why.
    void setNothing(const QString& reason);

    /// From no merge to all of them, one at a time; again stops at the end.
    void replay();
    [[nodiscard]] bool replaying() const { return timer_.isActive(); }

    [[nodiscard]] MergeTreeView* view() const { return view_; }
    [[nodiscard]] QSlider* slider() const { return slider_; }

private:
    void fitTree();
    void showStep(int merges);

    MergeTreeView* view_;
    QScrollArea* scroll_;
    QSlider* slider_;
    QWidget* controls_;
    Words* count_;
    Words* nothing_;
    QTimer timer_;
};

} // namespace vitrine::widgets
