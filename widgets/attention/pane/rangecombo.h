#pragma once

#include "widgets/attention/pane/snugcombo.h"
#include "widgets/attention/state/attentionstate.h"

namespace vitrine::widgets {

/// Which numbers share a range, and below that how a value becomes a colour. Both are printed on the
/// bar.
class RangeCombo final : public QWidget {
    Q_OBJECT

public:
    enum class Of { Grid, Map, Overlay };

    RangeCombo(AttentionState& state, Of of, QWidget* parent = nullptr);

    [[nodiscard]] SnugCombo& combo() const { return *combo_; }

private:
    void refresh();
    void choose(int index);

    AttentionState& state_;
    Of of_;
    SnugCombo* combo_;
};

} // namespace vitrine::widgets
