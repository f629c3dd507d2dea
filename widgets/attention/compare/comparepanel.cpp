#include "widgets/attention/compare/comparepanel.h"

#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/compare/panellists.h"
#include "widgets/foundation/parts/hairline.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/valuerow.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QStringList>
#include <QVBoxLayout>

namespace vitrine::widgets {

ComparePanel::ComparePanel(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , layout_(new QVBoxLayout(this)) {
    setAccessibleName(tr("Comparison in numbers"));
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    QWidget* box = nullptr;
    QVBoxLayout* section = addSection(box);
    head_ = new NumberHead(this);
    section->addWidget(head_);
    rowsLayout_ = addSection(rowsBox_);
    rowsLayout_->setSpacing(0);
    section = addSection(changesBox_);
    section->addWidget(new SectionHead(tr("What changed in the text"), this));
    changes_ = new ChangeList(this);
    section->addWidget(changes_);
    section = addSection(box);
    section->addWidget(new SectionHead(tr("Most shifted heads"), this));
    shifted_ = new ShiftList(this);
    section->addWidget(shifted_);
    section = addSection(box);
    originTitle_ = new SectionHead(tr("Where it comes from"), this);
    origins_ = new Words(TextStyle::Caption, Token::T2, this);
    origins_->setWordWrap(true);
    section->addWidget(originTitle_);
    section->addWidget(origins_);
    connect(originTitle_, &SectionHead::foldedChanged, origins_,
            [this](bool folded) { origins_->setVisible(!folded); });
    layout_->addStretch(1);
    connect(shifted_, &ShiftList::headRequested, this, [this](std::size_t pair, int head) {
        if (const auto& comparison = state_.compare().comparison()) {
            state_.openHead({comparison->sites().at(pair).siteA, head});
        }
    });
    const CompareState& compare = state_.compare();
    connect(&compare, &CompareState::shownChanged, this, &ComparePanel::takeShown);
    connect(&compare, &CompareState::headChanged, this, &ComparePanel::takeShown);
    connect(&compare, &CompareState::shiftsChanged, this, &ComparePanel::takeShown);
    connect(&compare, &CompareState::comparisonChanged, this, &ComparePanel::takeShown);
    takeShown();
}

QVBoxLayout* ComparePanel::addSection(QWidget*& box) {
    box = new QWidget(this);
    auto* outer = new QVBoxLayout(box);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* inside = new QVBoxLayout;
    inside->setContentsMargins(metrics::kPanePadding, metrics::kGroupGap, metrics::kPanePadding, 10);
    inside->setSpacing(metrics::kGrid);
    outer->addLayout(inside);
    outer->addWidget(new Hairline(Qt::Horizontal, box));
    layout_->addWidget(box);
    return inside;
}

void ComparePanel::setBrief(bool brief) {
    originTitle_->setFoldable(brief);
    originTitle_->setFolded(brief);
}

void ComparePanel::takeShown() {
    facts_ = compareFactsOf(state_);
    if (!facts_) {
        return;
    }
    head_->setContent(facts_->head);
    while (rows_.size() < facts_->facts.size()) {
        rows_.push_back(new ValueRow({}, rowsBox_));
        rowsLayout_->addWidget(rows_.back());
    }
    for (std::size_t index = 0; index < rows_.size(); ++index) {
        rows_[index]->setVisible(index < facts_->facts.size());
        if (index < facts_->facts.size()) {
            rows_[index]->setName(facts_->facts[index].name);
            rows_[index]->setValue(facts_->facts[index].value, facts_->facts[index].unit);
        }
    }
    changesBox_->setVisible(!facts_->changes.empty());
    changes_->setChanges(facts_->changes);
    shifted_->setHeads(facts_->shifted, facts_->shiftedNames);
    QStringList origins;
    for (const QString& origin : facts_->origins) {
        origins << origin;
    }
    origins_->setText(origins.join(u'\n'));
}

} // namespace vitrine::widgets
