#pragma once

#include "widgets/attention/state/attentionstate.h"

#include <QWidget>

namespace vitrine::widgets {

class Worker;

/// The attention lab without the frame around it: navigator (all heads, pinned rows, statistic by
/// layer) at the left, stage (map or lines of one head, profile, bar, caption) at the right. The
/// inspector is a NumberPanel over the same state. Full maps are made on `worker`; hovering never
/// waits for it. Crowding follows the size of the window that the lab is in (DESIGN 7).
class AttentionLab final : public QWidget {
    Q_OBJECT

public:
    AttentionLab(AttentionState& state, Worker& worker, QWidget* parent = nullptr);
    ~AttentionLab() override;

    [[nodiscard]] AttentionState& state() const { return state_; }

    void setPicture(std::shared_ptr<const study::TracePicture> picture);

private:
    AttentionState& state_;
};

} // namespace vitrine::widgets
