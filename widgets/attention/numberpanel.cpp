#include "widgets/attention/numberpanel.h"

#include "widgets/attention/compare/comparepanel.h"
#include "widgets/attention/number/dotproductview.h"
#include "widgets/attention/number/predictionlist.h"
#include "widgets/attention/number/strongestkeys.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/emptystate.h"
#include "widgets/foundation/parts/hairline.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/valuerow.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollArea>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kAbove = 12;
constexpr int kBelow = 10;

/// A part of the panel with the pane's padding, and the hairline under it.
QVBoxLayout* addSection(QVBoxLayout& panel, QWidget* parent, QWidget*& box) {
    box = new QWidget(parent);
    auto* outer = new QVBoxLayout(box);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* layout = new QVBoxLayout;
    layout->setContentsMargins(metrics::kPanePadding, kAbove, metrics::kPanePadding, kBelow);
    layout->setSpacing(metrics::kGrid);
    outer->addLayout(layout);
    outer->addWidget(new Hairline(Qt::Horizontal, box));
    panel.addWidget(box);
    return layout;
}

} // namespace

NumberPanel::NumberPanel(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , content_(new QWidget)
    , compare_(new ComparePanel(state))
    , empty_(new EmptyState(this)) {
    setAccessibleName(tr("Number"));
    build();
    connect(&state_, &AttentionState::shownChanged, this, &NumberPanel::takeShown);
    connect(&state_, &AttentionState::selectionChanged, this, &NumberPanel::takeShown);
    connect(&state_, &AttentionState::rangeRuleChanged, this, &NumberPanel::takeShown);
    connect(&state_, &AttentionState::otherChanged, this, &NumberPanel::takeShown);
    connect(&state_, &AttentionState::pictureChanged, this, &NumberPanel::takePrediction);
    takePrediction();
    takeShown();
}

QWidget* NumberPanel::makeHead() {
    title_ = new SectionHead(tr("Number"), this);
    note_ = new Words(TextStyle::Small, Token::T3, this);
    title_->addWidget(note_);
    copy_ = new QToolButton(this);
    setRole(*copy_, Role::Quiet);
    setCompact(*copy_);
    copy_->setIcon(themedIcon(Icon::Copy));
    copy_->setAccessibleName(tr("Copy the number"));
    copy_->setToolTip(tr("Copy the number and where it comes from"));
    connect(copy_, &QToolButton::clicked, this, &NumberPanel::copy);
    title_->addWidget(copy_);
    return title_;
}

void NumberPanel::build() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* headBox = new QWidget(this);
    auto* headLayout = new QVBoxLayout(headBox);
    headLayout->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kRowGap, 0);
    headLayout->addWidget(makeHead());
    outer->addWidget(headBox);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* both = new QWidget;
    auto* bothLayout = new QVBoxLayout(both);
    bothLayout->setContentsMargins(0, 0, 0, 0);
    bothLayout->addWidget(content_);
    bothLayout->addWidget(compare_);
    scroll->setWidget(both);
    both->setAutoFillBackground(false);
    scroll->setAccessibleName(tr("Number in full"));
    scroll->viewport()->setAutoFillBackground(false);
    content_->setAutoFillBackground(false);
    outer->addWidget(scroll, 1);
    auto* panel = new QVBoxLayout(content_);
    panel->setContentsMargins(0, 0, 0, 0);
    panel->setSpacing(0);
    QWidget* box = nullptr;
    QVBoxLayout* section = addSection(*panel, content_, box);
    section->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kPanePadding, kBelow);
    head_ = new NumberHead(content_);
    section->addWidget(head_);
    rowsLayout_ = addSection(*panel, content_, rowsBox_);
    rowsLayout_->setSpacing(0);
    section = addSection(*panel, content_, dotBox_);
    dotTitle_ = new SectionHead(tr("Dot product"), content_);
    dotNote_ = new Words(TextStyle::Small, Token::T2, content_);
    dotTitle_->addWidget(dotNote_);
    dotProduct_ = new DotProductView(content_);
    addFold(*section, *dotTitle_, *dotProduct_);
    section = addSection(*panel, content_, box);
    strongestTitle_ = new SectionHead(tr("Strongest keys"), content_);
    strongestNote_ = new Words(TextStyle::Small, Token::T2, content_);
    strongestTitle_->addWidget(strongestNote_);
    strongest_ = new StrongestKeys(state_, content_);
    section->addWidget(strongestTitle_);
    section->addWidget(strongest_);
    section = addSection(*panel, content_, predictionBox_);
    prediction_ = new PredictionList(content_);
    section->addWidget(new SectionHead(tr("Prediction"), content_));
    section->addWidget(prediction_);
    section = addSection(*panel, content_, box);
    originTitle_ = new SectionHead(tr("Where it comes from"), content_);
    origins_ = new Words(TextStyle::Caption, Token::T2, content_);
    origins_->setWordWrap(true);
    addFold(*section, *originTitle_, *origins_);
    panel->addStretch(1);
    empty_->setContent(Icon::Map, tr("No cell yet"), tr("Point at a cell of the map"), {});
    outer->addWidget(empty_);
    outer->addStretch();
}

void NumberPanel::addFold(QVBoxLayout& layout, SectionHead& head, QWidget& body) {
    layout.addWidget(&head);
    layout.addWidget(&body);
    connect(&head, &SectionHead::foldedChanged, &body,
            [&body](bool folded) { body.setVisible(!folded); });
}

void NumberPanel::setBrief(bool brief) {
    compare_->setBrief(brief);
    for (SectionHead* head : {dotTitle_, originTitle_}) {
        head->setFoldable(brief);
        head->setFolded(brief);
    }
}

void NumberPanel::takeShown() {
    facts_ = factsOf(state_);
    const bool comparing = state_.other() != nullptr;
    const bool some = facts_.has_value() && !comparing;
    content_->setVisible(some);
    compare_->setVisible(comparing);
    empty_->setVisible(!some && !comparing);
    copy_->setEnabled(some || comparing);
    note_->setText(some && facts_->chosen ? tr("pinned") : QString());
    if (some) {
        showFacts();
    }
}

void NumberPanel::takePrediction() {
    prediction_->setTrace(state_.trace());
    predictionBox_->setVisible(prediction_->tableRows() > 0);
}

void NumberPanel::showFacts() {
    head_->setContent(facts_->head);
    while (rows_.size() < facts_->facts.size()) {
        rows_.push_back(new ValueRow({}, rowsBox_));
        rowsLayout_->addWidget(rows_.back());
    }
    for (std::size_t index = 0; index < rows_.size(); ++index) {
        const bool used = index < facts_->facts.size();
        rows_[index]->setVisible(used);
        if (used) {
            const Fact& fact = facts_->facts[index];
            rows_[index]->setName(fact.name);
            rows_[index]->setValue(fact.value, fact.unit);
        }
    }
    dotBox_->setVisible(facts_->cell.has_value());
    if (facts_->cell) {
        dotProduct_->setCell(*facts_->cell);
        const std::size_t count = facts_->cell->query.size();
        dotNote_->setText(dotTitle_->folded() ? tr("%1 components").arg(count)
                                              : tr("%1 components, by contribution").arg(count));
    }
    strongestTitle_->setTitle(facts_->strongestTitle);
    strongestNote_->setText(state_.reversed() ? QString() : tr("cumulative"));
    fitStrongestNote();
    QStringList origins;
    for (const QString& origin : facts_->origins) {
        origins << origin;
    }
    origins_->setText(origins.join(u'\n'));
}

// The title comes before what the second column is.
void NumberPanel::fitStrongestNote() {
    const Look& look = lookOf(this);
    const double needed = wordsWidth(strongestTitle_->title(), TextStyle::Head, look) +
                          wordsWidth(strongestNote_->text(), TextStyle::Small, look) +
                          2 * metrics::kPanePadding + metrics::kGroupGap;
    strongestNote_->setVisible(needed <= width());
}

void NumberPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitStrongestNote();
}

void NumberPanel::copy() const {
    if (state_.other() && compare_->facts()) {
        QGuiApplication::clipboard()->setText(textOf(*compare_->facts()));
    } else if (facts_) {
        QGuiApplication::clipboard()->setText(textOf(*facts_));
    }
}

QSize NumberPanel::sizeHint() const {
    return {lookOf(this).scaled(300), 600};
}

} // namespace vitrine::widgets
