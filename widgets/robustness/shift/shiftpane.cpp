#include "widgets/robustness/shift/shiftpane.h"

#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/shift/headmaps.h"
#include "widgets/robustness/shift/shiftmap.h"
#include "widgets/robustness/state/robustnessstudy.h"

#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr double kShownShare = 0.0005; // of the attention

} // namespace

ShiftPane::ShiftPane(RobustnessStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , unmatched_(new Words(TextStyle::Small, Token::T2, this))
    , map_(new ShiftMap(this))
    , maps_(new HeadMaps(this))
    , rule_(new Words(TextStyle::Caption, Token::T3, this)) {
    auto* head = new SectionHead(tr("Where attention went"), this);
    head->addWidget(unmatched_);
    head->setMinimumHeight(metrics::kToolBarHeight);
    rule_->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 8);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(head);
    layout->addWidget(map_, 1200); // up to their most; what is left stays empty
    layout->addSpacing(8);
    layout->addWidget(maps_, 1000);
    layout->addWidget(rule_);
    layout->addStretch(1);
    connect(map_, &ShiftMap::headChosen, &study_, &RobustnessStudy::editHead);
    connect(&study_, &RobustnessStudy::readOutsChanged, this, &ShiftPane::takeReadOuts);
    connect(&study_, &RobustnessStudy::headChanged, this, &ShiftPane::takeHead);
    takeReadOuts();
    takeHead();
}

void ShiftPane::takeReadOuts() {
    const auto& readOuts = study_.readOuts();
    map_->setReadOuts(readOuts);
    if (!readOuts || !readOuts->shift) {
        unmatched_->setText({});
        return;
    }
    const double share = readOuts->shift->unmatched;
    unmatched_->setText(share < kShownShare
                            ? tr("by word")
                            : tr("by word, %1 % on words without partner")
                                  .arg(100 * share, 0, 'f', 1));
}

void ShiftPane::takeHead() {
    const auto& detail = study_.head();
    maps_->setDetail(detail);
    rule_->setText(maps_->rule());
    map_->setSelected(detail ? detail->layer : -1, detail ? detail->head : -1);
}

} // namespace vitrine::widgets
