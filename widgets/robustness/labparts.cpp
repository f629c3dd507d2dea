#include "widgets/robustness/labparts.h"

#include "widgets/foundation/parts/hairline.h"
#include "widgets/foundation/parts/splitter.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/chain/chainpanel.h"
#include "widgets/robustness/dial/dialpanel.h"
#include "widgets/robustness/dial/severitydial.h"
#include "widgets/robustness/diff/diffview.h"
#include "widgets/robustness/export/labmenu.h"
#include "widgets/robustness/says/sayspane.h"
#include "widgets/robustness/shift/headmaps.h"
#include "widgets/robustness/shift/shiftpane.h"
#include "widgets/robustness/split/splitpane.h"
#include "widgets/robustness/sweep/sweeppane.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kChainWidth = 300;
constexpr int kTopHeight = 108;
constexpr int kReadOutShare = 420; // of the height, as the splitter begins
constexpr int kSweepShare = 260;

} // namespace

RobustnessLab::Parts::Parts(RobustnessLab& lab)
    : chain(new ChainPanel(lab.study(), &lab))
    , dial(new DialPanel(lab.study(), &lab))
    , diff(new DiffView(&lab))
    , says(new SaysPane(lab.study(), &lab))
    , splits(new SplitPane(lab.study(), &lab))
    , shifts(new ShiftPane(lab.study(), &lab))
    , sweep(new SweepPane(lab.study(), &lab))
    , exports(new LabMenu(lab))
    , lab_(lab)
    , study_(lab.study()) {
    auto* layout = new QVBoxLayout(&lab);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTop());
    layout->addWidget(new Hairline(Qt::Horizontal, &lab));
    layout->addWidget(diff);
    layout->addWidget(new Hairline(Qt::Horizontal, &lab));
    auto* split = new Splitter(Qt::Vertical, &lab);
    split->setChildrenCollapsible(false);
    split->addWidget(makeReadOuts());
    split->addWidget(sweep);
    split->setStretchFactor(0, 4);
    split->setStretchFactor(1, 3);
    split->setSizes({kReadOutShare, kSweepShare});
    layout->addWidget(split, 1);
    wire();
    describeDiff();
}

QWidget* RobustnessLab::Parts::makeTop() {
    auto* top = new QWidget(&lab_);
    auto* layout = new QHBoxLayout(top);
    layout->setContentsMargins(metrics::kPanePadding, 6, metrics::kPanePadding, 6);
    layout->setSpacing(20);
    layout->addWidget(chain);
    layout->addWidget(dial, 1);
    chain->setFixedWidth(lookOf(&lab_).scaled(kChainWidth));
    top->setMinimumHeight(lookOf(&lab_).scaled(kTopHeight));
    top->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return top;
}

QWidget* RobustnessLab::Parts::makeReadOuts() {
    auto* row = new QWidget(&lab_);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(says, 31);
    layout->addWidget(new Hairline(Qt::Vertical, row));
    layout->addWidget(splits, 36);
    layout->addWidget(new Hairline(Qt::Vertical, row));
    layout->addWidget(shifts, 33);
    for (QWidget* pane : {static_cast<QWidget*>(says), static_cast<QWidget*>(splits),
                          static_cast<QWidget*>(shifts)}) {
        pane->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        pane->setMinimumWidth(180);
    }
    return row;
}

void RobustnessLab::Parts::wire() {
    connect(&study_, &RobustnessStudy::textChanged, &lab_, [this] { describeDiff(); });
    connect(&study_, &RobustnessStudy::readOutsChanged, &lab_, [this] { describeDiff(); });
    connect(says, &SaysPane::labelSetChosen, &lab_, &RobustnessLab::labelSetChosen);
    connect(sweep, &SweepPane::statusChanged, &lab_, &RobustnessLab::statusChanged);
    connect(sweep, &SweepPane::problemMet, &lab_, &RobustnessLab::problemMet);
    connect(sweep, &SweepPane::recipeAsked, &lab_, &RobustnessLab::copySweepRecipe);
    connect(sweep, &SweepPane::fileAsked, &lab_, &RobustnessLab::openExamples);
    connect(&shifts->maps(), &HeadMaps::openAsked, &lab_, [this] {
        if (study_.head()) {
            Q_EMIT lab_.headOpened(study_.head()->layer, study_.head()->head);
        }
    });
    for (const auto signal :
         {&RobustnessStudy::textChanged, &RobustnessStudy::readOutsChanged,
          &RobustnessStudy::probeChanged, &RobustnessStudy::busyChanged,
          &RobustnessStudy::problemChanged}) {
        connect(&study_, signal, &lab_, &RobustnessLab::statusChanged);
    }
}

void RobustnessLab::Parts::describeDiff() {
    diff->setText(study_.text());
    QString badge;
    const auto& text = study_.text();
    const auto& readOuts = study_.readOuts();
    if (text && text->severity > 0 && text->result.effect == perturb::Effect::Unchanged) {
        badge = tr("unchanged: %1").arg(QString::fromStdString(text->result.reason));
    } else if (readOuts && readOuts->text == text &&
               text->result.effect == perturb::Effect::Changed && readOuts->split.idsEqual) {
        badge = tr("unchanged: the normaliser removed it");
    }
    diff->setBadge(badge);
}

} // namespace vitrine::widgets
