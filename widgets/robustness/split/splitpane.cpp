#include "widgets/robustness/split/splitpane.h"

#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/split/splitview.h"
#include "widgets/robustness/state/robustnessstudy.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace vitrine::widgets {

SplitPane::SplitPane(RobustnessStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , counts_(new Words(TextStyle::Small, Token::T2, this))
    , view_(new SplitView(this)) {
    auto* head = new SectionHead(tr("How it splits"), this);
    head->addWidget(counts_);
    head->setMinimumHeight(metrics::kToolBarHeight);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(view_);
    view_->setAutoFillBackground(false); // the stage shows through
    scroll->viewport()->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 8);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(head);
    layout->addWidget(scroll, 1);
    connect(&study_, &RobustnessStudy::readOutsChanged, this, &SplitPane::take);
    take();
}

void SplitPane::take() {
    const auto& readOuts = study_.readOuts();
    view_->setReadOuts(readOuts);
    counts_->setText(readOuts ? tr("%1 → %2 pieces")
                                    .arg(readOuts->split.piecesBefore)
                                    .arg(readOuts->split.piecesAfter)
                              : QString());
}

} // namespace vitrine::widgets
