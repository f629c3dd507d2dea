#pragma once

#include "widgets/robustness/robustnesslab.h"

class QToolButton;
class QVBoxLayout;

namespace vitrine::widgets {

class ChainPanel;
class DialPanel;
class DiffView;
class LabMenu;
class SaysPane;
class ShiftPane;
class SplitPane;
class SweepPane;

/// The widgets of the lab and how they hang together.
class RobustnessLab::Parts {
public:
    explicit Parts(RobustnessLab& lab);

    void describeDiff();

    ChainPanel* chain;
    DialPanel* dial;
    DiffView* diff;
    SaysPane* says;
    SplitPane* splits;
    ShiftPane* shifts;
    SweepPane* sweep;
    LabMenu* exports;

private:
    QWidget* makeTop();
    QWidget* makeReadOuts();
    void wire();

    RobustnessLab& lab_;
    RobustnessStudy& study_;
};

} // namespace vitrine::widgets
