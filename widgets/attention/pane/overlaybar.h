#pragma once

#include "widgets/attention/pane/snugcombo.h"
#include "widgets/attention/state/attentionstate.h"

namespace vitrine::widgets {

/// How weights are laid over the picture: mode and outlines, for the stage's tool bar.
class OverlayBar final : public QWidget {
    Q_OBJECT

public:
    explicit OverlayBar(AttentionState& state, QWidget* parent = nullptr);

    [[nodiscard]] SnugCombo& mode() const { return *mode_; }
    [[nodiscard]] SnugCombo& lines() const { return *lines_; }

    void setWordsShown(bool shown);

private:
    void refresh();

    AttentionState& state_;
    SnugCombo* mode_;
    SnugCombo* lines_;
};

} // namespace vitrine::widgets
